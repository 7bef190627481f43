//! The targets, one a file.

pub mod check;
pub mod fold;
pub mod guard;
pub mod pack;
pub mod wacz;
