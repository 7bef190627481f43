//! A sort that takes little room. The standard library's are five to seven kilobytes of wasm for every type they sort, which
//! is well spent where sorting is hot; lists of the person's, sorted once when they are set, are not.

/// Sorts ascending, in place: heapsort (Williams 1964). Equal items may change places. Cost: n log n, always.
pub fn sort<T: Ord>(items: &mut [T]) {
    for root in (0..items.len() / 2).rev() {
        sink(items, root);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sink(&mut items[..end], 0);
    }
}

/// Lets the item at `root` sink below every greater one.
fn sink<T: Ord>(heap: &mut [T], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child >= heap.len() {
            return;
        }
        if child + 1 < heap.len() && heap[child] < heap[child + 1] {
            child += 1;
        }
        if heap[root] >= heap[child] {
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
    }
}
