//! [`Folder`]: one text in, all of its views out.

use super::cell::{self, Cell, Set};
use super::class::{LATIN, PICTO, SYMBOL, WEAK};
use super::pinyin::Code;
use super::tables::{Tables, tables};
use super::view::Views;
use super::{masked, parted, plain, shape, sound, tight};

/// Makes the views of texts, one text after the other. Keep one and reuse it: its buffers stay allocated.
#[derive(Debug)]
pub struct Folder {
    tables: &'static Tables,
    views: Views,
    plain: Vec<Cell>,
    tight: Vec<Cell>,
    shape: Vec<Cell>,
    spelled: Vec<(u8, Code)>,
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

/// Marks that may stand for letters are of these classes.
const MASKS: u32 = Set::of(&[SYMBOL, PICTO, WEAK]).bits();

impl Folder {
    /// A folder with empty buffers. The first one also unpacks the tables, in well under a millisecond.
    pub fn new() -> Self {
        Self {
            tables: tables(),
            views: Views::default(),
            plain: Vec::new(),
            tight: Vec::new(),
            shape: Vec::new(),
            spelled: Vec::new(),
        }
    }

    /// Folds one text. Cost: linear in its length. The views are valid until the next call.
    pub fn fold(&mut self, text: &str) -> &Views {
        let v = &mut self.views;
        let seen = plain::fold(self.tables, text, &mut self.plain);
        parted::undo(&mut self.plain, seen);
        cell::fill(&mut v.plain, &self.plain);
        v.tight_differs = tight::fold(&self.plain, seen, &mut self.tight);
        let tight = if v.tight_differs { &self.tight } else { &self.plain };
        cell::fill(&mut v.own_tight, if v.tight_differs { tight } else { &[] });
        v.shape_differs = shape::fold(self.tables, tight, &mut self.shape);
        let shape = if v.shape_differs { &self.shape } else { tight };
        cell::fill(&mut v.own_shape, if v.shape_differs { shape } else { &[] });
        sound::read(self.tables, shape, &mut self.spelled, &mut v.sound);
        v.masked.clear();
        if seen & MASKS != 0 && seen & Set::of(&[LATIN]).bits() != 0 {
            masked::find(&self.plain, &mut v.masked);
        }
        &self.views
    }

    /// The plain fold alone, as the literals of rules get it.
    pub(super) fn plain(text: &str) -> (&'static Tables, Vec<Cell>) {
        let tables = tables();
        let mut cells = Vec::new();
        plain::fold(tables, text, &mut cells);
        (tables, cells)
    }
}
