//! [`Folder`]: one text in, all of its views out.

use super::plain;
use super::view::Views;

/// Makes the views of texts, one text after the other. Keep one and reuse it: its buffers stay allocated.
#[derive(Debug, Default)]
pub struct Folder {
    views: Views,
}

impl Folder {
    /// A folder with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Folds one text. Cost: linear in its length. The views are valid until the next call.
    pub fn fold(&mut self, text: &str) -> &Views {
        let v = &mut self.views;
        plain::fold(text, &mut v.plain);
        v.tight.clone_from(&v.plain);
        v.shape.clone_from(&v.tight);
        v.sound.clear();
        v.masked.clear();
        v.tight_differs = false;
        v.shape_differs = false;
        &self.views
    }
}
