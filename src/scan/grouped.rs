//! Values filed under small numbers, without a map: one array of values, one of where each group begins.

#[derive(Debug)]
pub(super) struct Grouped<T> {
    heads: Vec<u32>,
    values: Vec<T>,
}

impl<T> Grouped<T> {
    /// Files values under groups `0..groups`. Values of one group keep their order.
    pub(super) fn new(groups: usize, mut values: Vec<(u32, T)>) -> Self {
        values.sort_by_key(|(group, _)| *group);
        let mut heads = vec![0u32; groups + 1];
        for (group, _) in &values {
            heads[*group as usize + 1] += 1;
        }
        for i in 1..heads.len() {
            heads[i] += heads[i - 1];
        }
        Self { heads, values: values.into_iter().map(|(_, value)| value).collect() }
    }

    pub(super) fn of(&self, group: u32) -> &[T] {
        &self.values[self.heads[group as usize] as usize..self.heads[group as usize + 1] as usize]
    }
}
