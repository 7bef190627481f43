//! Values filed under small numbers, without a map: one array of values, one of where each group begins.

#[derive(Debug)]
pub(super) struct Grouped<T> {
    heads: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy> Grouped<T> {
    /// Files values under groups `0..groups`, by a counting sort. Values of one group keep their order.
    #[inline(never)]
    pub(super) fn new(groups: usize, given: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut heads = vec![0u32; groups + 2];
        for (group, _) in given.clone() {
            heads[group as usize + 2] += 1;
        }
        for i in 2..heads.len() {
            heads[i] += heads[i - 1];
        }
        // While values are filed, `heads[g + 1]` is where the next one of group `g` goes; behind that, where it ends.
        let mut values: Vec<T> = Vec::new();
        if let Some((_, any)) = given.clone().next() {
            values.resize(heads[groups + 1] as usize, any);
        }
        for (group, value) in given {
            let next = &mut heads[group as usize + 1];
            values[*next as usize] = value;
            *next += 1;
        }
        heads.pop();
        Self { heads, values }
    }

    /// Where each group begins in the values, and one more; and the values.
    pub(super) fn into_parts(self) -> (Vec<u32>, Vec<T>) {
        (self.heads, self.values)
    }

    pub(super) fn of(&self, group: u32) -> &[T] {
        &self.values[self.heads[group as usize] as usize..self.heads[group as usize + 1] as usize]
    }
}
