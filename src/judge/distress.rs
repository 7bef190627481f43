//! Whether the writer seems to be in danger: what the rules heard, and what the model makes of the whole text. Who needs
//! help seldom says so in words a list holds, and the words of the list are said in jest a hundred times as often.

/// The model says so by itself from this margin on, in thousandths of a logit. Chosen on texts it was not trained on: see
/// `packs/MODEL.md` …
const SAYS: i32 = 900;
/// … and from here down it takes the rules for mistaken.
const DOUBTS: i32 = -2500;

/// Whether help should be offered; `margin` is the model's, where it can tell.
pub(super) fn told(by_rules: bool, margin: Option<i32>) -> bool {
    match margin {
        None => by_rules,
        Some(margin) => margin >= SAYS || (by_rules && margin > DOUBTS),
    }
}

#[cfg(test)]
mod tests {
    use super::{DOUBTS, SAYS, told};

    #[test]
    fn either_may_say_so_and_a_sure_model_may_deny_it() {
        assert!(told(true, None) && !told(false, None));
        assert!(told(false, Some(SAYS)) && !told(false, Some(SAYS - 1)));
        assert!(told(true, Some(DOUBTS + 1)) && !told(true, Some(DOUBTS)));
    }
}
