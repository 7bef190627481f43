//! From a text as typed to the views that rules are matched in, each with a way back to the text.
//!
//! ```
//! use liangyan::text::Folder;
//!
//! let mut folder = Folder::new();
//! let views = folder.fold("你這個Ｓ\u{200b}Ｂ");
//! assert_eq!(views.plain.text, "你这个sb");
//! let last = views.plain.symbols.last().unwrap();
//! assert_eq!((last.start, last.end), (5, 6)); // UTF-16 code units of what was typed
//! ```
//!
//! [`Views::plain`] undoes what looks different and reads the same, and marks that stand for spaces; [`Views::tight`] takes out what was put between the
//! letters of a word; [`Views::shape`] undoes split and look-alike characters, emoji and leet; [`Views::sound`] reads
//! aloud. Each is built on the one before it, so that two disguises at once still come off. All of them cost time linear
//! in the text, and a [`Folder`] that is kept reuses its buffers.

mod cell;
mod class;
pub mod flag;
mod folder;
mod literal;
mod look;
mod masked;
mod parted;
mod pinyin;
mod plain;
mod shape;
mod sound;
mod spaced;
mod tables;
mod tight;
mod view;
mod work;

#[cfg(test)]
mod linear;

pub use folder::Folder;
pub use literal::{around, collapse, cuts_word, fold_literal, is_word_char, leet, skeleton, sounds_like, syllables};
pub use view::{Masked, SoundView, Symbol, View, Views, partition_near};
