#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| liangyan_endurance::fold::run(data));
