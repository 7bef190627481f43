//! Why the model thinks what it thinks: for the moderator who mends a rule or adds a case. Not on the way of any check.

use super::{Expert, Kind, Model, Token, WINDOW, aim, each_feature, experts, tokens};
use crate::text::Views;

/// One feature of a text and how far it moved the model's opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What kind of feature it is. Letters and syllables are told by the token in which they end.
    pub kind: Kind,
    /// UTF-16 start, in the original text, of the tokens it is made of.
    pub start: u32,
    /// UTF-16 end of them, exclusive.
    pub end: u32,
    /// Thousandths of a logit: towards abuse above 0, away from it below.
    pub weight: i32,
}

impl Model {
    /// The features of a text's beginning (160 tokens) that have a weight, as the expert sees them whose opinion counts
    /// more; the strongest first, what occurs twice twice. Cost: linear in the text, and a sort.
    pub fn reasons(&self, views: &Views) -> Vec<Reason> {
        let mut all = Vec::new();
        tokens(views.shape(), &mut all);
        let window = &all[..all.len().min(WINDOW)];
        let whom = aim(window);
        let groups = self.margins(views, window, whom, &mut Vec::new()).share > 128;
        let expert = if groups { Expert::Group } else { Expert::Person };
        let mut found: Vec<(Kind, usize, i32)> = Vec::new();
        let mut count = 0;
        each_feature(views, window, whom, |feature, kind, token| {
            if expert.reads(kind) {
                count += 1;
                found.push((kind, token, experts::expand(self.weights[expert as usize].get(feature))));
            }
        });
        let scale = self.scales[expert as usize];
        let mut reasons: Vec<Reason> = found
            .into_iter()
            .map(|(kind, token, weight)| {
                let first = token - before(kind).min(token);
                let Token { start, .. } = window[first];
                let weight = scale.margin(weight, count) - scale.margin(0, count);
                Reason { kind, start, end: window[token].end, weight }
            })
            .filter(|reason| reason.weight != 0)
            .collect();
        reasons.sort_by_key(|reason| (-reason.weight.abs(), reason.start, reason.kind as u8));
        reasons
    }
}

/// How many tokens before the one where it ends a feature reaches back.
const fn before(kind: Kind) -> usize {
    match kind {
        Kind::Two | Kind::TwoAimed => 1,
        Kind::Three | Kind::Skip => 2,
        Kind::One | Kind::OneAimed | Kind::Letters3 | Kind::Letters4 | Kind::Syllables => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Scale, Sparse};
    use crate::text::Folder;

    #[test]
    fn the_feature_that_has_a_weight_is_named_with_its_place() {
        let mut folder = Folder::new();
        let views = folder.fold("an ugly soup");
        let mut all = Vec::new();
        tokens(views.shape(), &mut all);
        let mut wanted = 0;
        each_feature(views, &all, aim(&all), |feature, kind, token| {
            if kind == Kind::Two && token == 2 {
                wanted = feature;
            }
        });
        let (mut bytes, mut gap) = (1u32.to_le_bytes().to_vec(), wanted + 1);
        while gap > 0x7F {
            bytes.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        bytes.extend([gap as u8, 100]);
        let sparse = |bytes: &[u8]| Sparse::decode(bytes).unwrap().0;
        let model = Model {
            version: "1".into(),
            weights: [sparse(&bytes), sparse(&[0; 4]), sparse(&[0; 4]), sparse(&[0; 4])],
            scales: [Scale { unit: 1 << 16, bias: -50 }; Expert::ALL.len()],
            calibration: std::array::from_fn(|_| vec![0; 33]),
        };
        let reasons = model.reasons(views);
        let [reason] = reasons[..] else { panic!("{reasons:?}") };
        assert_eq!((reason.kind, reason.start, reason.end), (Kind::Two, 3, 12));
        assert!(reason.weight > 0);
    }
}
