//! [rustrict](https://crates.io/crates/rustrict) as JavaScript would have it, built as the engine is: `cargo run -p xtask -- rivals`.

#[cfg(target_arch = "wasm32")]
mod door {
    use rustrict::CensorStr;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Its cheapest question, with its defaults: is anything in here?
    #[wasm_bindgen]
    pub fn flags(text: &str) -> bool {
        text.is_inappropriate()
    }
}
