//! Which literals are told from ordinary text by their sound alone.
//!
//! Any row of characters may be written with others of the same toneless sound. Whoever listens for all of them hears
//! cruelty in ordinary words. So every literal was measured against ordinary
//! words and their neighbours (`xtask/words/sounds.py`); what ordinary text sounds like too often is listed in the pack's
//! `ordinary` blocks, and heard only where something else shows that the text is written by sound.

use std::collections::BTreeSet;

use super::source::{Located, SourcePack};
use super::{Owner, Product, expand, views};
use crate::text;

/// Fewer syllables sound like dozens of words.
const SHORTEST: usize = 2;

/// What is not listened for.
pub(super) struct Ear {
    /// As a term.
    alone: BTreeSet<String>,
    /// As part of a pattern.
    anywhere: BTreeSet<String>,
}

impl Ear {
    pub(super) fn new(source: &SourcePack) -> Self {
        let folded = |list: &[Located]| list.iter().map(|l| super::compile::fold(&l.text)).collect();
        Self { alone: folded(&source.mistaken), anywhere: folded(&source.common) }
    }

    /// Adds a product, marked as telling or not; parted in two where some of it is and some is not. `of` says whose it is,
    /// and whether it is all there is of a pattern.
    pub(super) fn listen(&self, product: Product, views: u8, of: (Owner, bool), out: &mut Vec<Product>) {
        let (owner, alone) = of;
        if matches!(owner, Owner::Cue(_)) {
            out.push(product);
            return;
        }
        // Rules of nothing but sound were chosen by ear, with what they are mistaken for allowed.
        if views == views::SOUND {
            out.push(Product { telling: true, ..product });
            return;
        }
        let (mut telling, mut other) = (Vec::new(), Vec::new());
        expand(&product, &mut |literal| {
            let list = if self.is_telling(literal, alone) { &mut telling } else { &mut other };
            list.push(literal.to_owned());
        });
        if telling.is_empty() || other.is_empty() {
            out.push(Product { telling: other.is_empty(), ..product });
            return;
        }
        // One set is as easily two; a product of several would cost more bytes multiplied out than it is worth.
        if product.sets.len() > 1 {
            out.push(product);
            return;
        }
        out.push(Product { sets: vec![telling], telling: true, ..product });
        out.push(Product { sets: vec![other], ..product });
    }

    fn is_telling(&self, literal: &str, alone: bool) -> bool {
        text::syllables(literal).first().is_some_and(|reading| reading.len() >= SHORTEST)
            && !self.anywhere.contains(literal)
            && !(alone && self.alone.contains(literal))
    }
}
