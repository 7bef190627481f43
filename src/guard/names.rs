//! Who goes by whose name: a stranger whose folded name is a contact's, or the person's own.

use super::key::{Key, key};
use crate::order;
use crate::text::{Folder, skeleton};

/// The most contacts that are compared.
pub const MOST: usize = 100_000;

/// The names to protect. They belong to the host: no snapshot holds them.
#[derive(Debug, Default)]
pub struct Names {
    /// `(hash of the folded name, hash of the owner's id)`, ascending; the person's own names have no owner.
    names: Vec<(Key, Option<Key>)>,
    folder: Folder,
}

impl Names {
    /// Takes the person's own names and those of their contacts, `(id, name)`. Cost: a fold a name.
    pub fn new<'n>(
        own: impl IntoIterator<Item = &'n str>,
        contacts: impl IntoIterator<Item = (&'n str, &'n str)>,
    ) -> Self {
        let mut names = Self::default();
        let all = own.into_iter().map(|name| (None, name));
        for (id, name) in all.chain(contacts.into_iter().map(|(id, name)| (Some(key(id)), name))).take(MOST) {
            for folded in names.folds(name).into_iter().flatten() {
                names.names.push((folded, id));
            }
        }
        order::sort(&mut names.names);
        names.names.dedup();
        names
    }

    /// Whether somebody of this id and name bears the name of another. Names that differ only in what the plain or the
    /// shape view undoes are the same.
    pub(super) fn impersonates(&mut self, id: Key, name: &str) -> bool {
        if self.names.is_empty() {
            return false;
        }
        self.folds(name).into_iter().flatten().any(|folded| {
            let at = self.names.partition_point(|(n, _)| *n < folded);
            let same: Vec<_> = self.names[at..].iter().take_while(|(n, _)| *n == folded).collect();
            // Who bears a name by right does not borrow it.
            !same.is_empty() && same.iter().all(|(_, owner)| *owner != Some(id))
        })
    }

    /// The hashes of a name's plain and shape folds, without spaces; nothing for an empty name. In the shape fold letters and
    /// the digits that pass for them are the same, in every word: names are not ordinary text.
    fn folds(&mut self, name: &str) -> [Option<Key>; 2] {
        let views = self.folder.fold(name);
        [views.plain.text.clone(), skeleton(&views.shape().text)].map(|view| {
            let bare: String = view.chars().filter(|c| !c.is_whitespace()).collect();
            (!bare.is_empty()).then(|| key(&bare))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borrowed_names_are_seen_through() {
        let mut names = Names::new(["小满"], [("7", "Lena Park"), ("8", "阿豪"), ("9", "阿豪")]);
        for name in ["lena park", "Ｌｅｎａ Ｐａｒｋ", "Lеna Park", "Lena\u{200b}Park", "L3na Park", "小滿", "阿 豪"]
        {
            assert!(names.impersonates(key("1"), name), "{name}");
        }
        for name in ["Lena", "Lena Parker", "豪", "", " ", "🙂"] {
            assert!(!names.impersonates(key("1"), name), "{name}");
        }
    }

    #[test]
    fn who_bears_a_name_by_right_does_not_borrow_it() {
        let mut names = Names::new([], [("7", "Lena Park"), ("8", "阿豪"), ("9", "阿豪")]);
        assert!(!names.impersonates(key("7"), "Lena Park"));
        assert!(!names.impersonates(key("9"), "阿豪"));
        assert!(names.impersonates(key("7"), "阿豪"));
    }
}
