//! What the person took back: "this is not abuse".

use crate::order;

/// One entry. Every field that is given must fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The words of the finding, as the plain view folds them.
    pub phrase: Option<String>,
    /// Index of the rule.
    pub rule: Option<u32>,
    /// [`Context::sender`](super::Context::sender).
    pub sender: Option<u32>,
}

/// All entries, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Dismissed {
    /// Ascending.
    entries: Vec<Entry>,
}

impl Dismissed {
    /// Files entries; one without any field says nothing and is left out.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.retain(|e| e.phrase.is_some() || e.rule.is_some() || e.sender.is_some());
        order::sort(&mut entries);
        entries.dedup();
        Self { entries }
    }

    /// Whether there is nothing to ask.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a finding was taken back: by its folded words, its rule and who wrote. Cost: seven binary searches.
    pub(super) fn covers(&self, phrase: &str, rule: u32, sender: Option<u32>) -> bool {
        let phrase = phrase.trim();
        (1..8u8).any(|fields| {
            let wanted = (
                (fields & 1 != 0).then_some(phrase),
                (fields & 2 != 0).then_some(rule),
                if fields & 4 != 0 { sender } else { None },
            );
            // Nobody known wrote it: the same question without the sender is asked anyway.
            let askable = fields & 4 == 0 || sender.is_some();
            askable && self.entries.binary_search_by(|e| (e.phrase.as_deref(), e.rule, e.sender).cmp(&wanted)).is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_given_field_must_fit() {
        let entry = |phrase: Option<&str>, rule, sender| Entry { phrase: phrase.map(str::to_owned), rule, sender };
        let dismissed = Dismissed::new(vec![
            entry(Some("笨蛋"), Some(3), None),
            entry(Some("silly"), None, Some(7)),
            entry(None, Some(4), Some(8)),
            entry(None, None, Some(9)),
            entry(None, None, None),
        ]);
        assert!(dismissed.covers("笨蛋", 3, None) && dismissed.covers(" 笨蛋", 3, Some(1)));
        assert!(!dismissed.covers("笨蛋", 2, None) && !dismissed.covers("傻蛋", 3, None));
        assert!(dismissed.covers("silly", 1, Some(7)) && !dismissed.covers("silly", 1, Some(1)));
        assert!(!dismissed.covers("silly", 1, None));
        assert!(dismissed.covers("any", 4, Some(8)) && !dismissed.covers("any", 5, Some(8)));
        assert!(dismissed.covers("any", 99, Some(9)));
    }
}
