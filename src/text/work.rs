//! Counts the steps of the folds, so that tests can show that they grow with the text and not faster: time would prove
//! nothing on a busy machine. Outside of tests it is nothing at all.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts steps.
#[cfg(test)]
pub fn step(n: usize) {
    STEPS.with(|steps| steps.set(steps.get() + n as u64));
}

/// Counts nothing.
#[cfg(not(test))]
#[inline]
pub const fn step(_: usize) {}

/// Takes the count and sets it to zero.
#[cfg(test)]
pub fn taken() -> u64 {
    STEPS.with(|steps| steps.replace(0))
}
