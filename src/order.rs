//! A sort that takes little room. The standard library's are five to seven kilobytes of wasm for every type they sort, which
//! is well spent where sorting is hot; the few cues of a text, and lists of the person's that are sorted once, are not.

/// Sorts ascending, in place: heapsort (Williams 1964). Equal items may change places. Cost: n log n, always.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, |a, b| a < b);
}

/// The same by a key. Whoever calls it must not care for the order of items with equal keys.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a) < key(b));
}

fn sort_by<T>(items: &mut [T], less: impl Fn(&T, &T) -> bool) {
    for root in (0..items.len() / 2).rev() {
        sink(items, root, &less);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sink(&mut items[..end], 0, &less);
    }
}

/// Lets the item at `root` sink below every greater one.
fn sink<T>(heap: &mut [T], mut root: usize, less: &impl Fn(&T, &T) -> bool) {
    loop {
        let mut child = 2 * root + 1;
        if child >= heap.len() {
            return;
        }
        if child + 1 < heap.len() && less(&heap[child], &heap[child + 1]) {
            child += 1;
        }
        if !less(&heap[root], &heap[child]) {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec(proptest::prelude::any::<u16>(), 0..200)) {
            let mut expected = items.clone();
            expected.sort_unstable();
            super::sort(&mut items);
            proptest::prop_assert_eq!(items, expected);
        }

        #[test]
        fn sorts_by_a_key(mut items in proptest::collection::vec(proptest::prelude::any::<(u8, u8)>(), 0..200)) {
            super::sort_by_key(&mut items, |item| item.1);
            proptest::prop_assert!(items.is_sorted_by_key(|item| item.1));
        }
    }
}
