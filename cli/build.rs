//! Compiles the repository's packs into this program.

use std::path::Path;

fn main() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    println!("cargo::rerun-if-changed={}", packs.display());
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let model = Path::new(&out).join("model.lymodel");
    std::fs::copy(packs.join("model.lymodel"), model).expect("packs/model.lymodel is part of the repository");
    for name in ["zh", "en"] {
        match liangyan::pack::compile_dir(&packs.join(name)) {
            Ok(bytes) => {
                std::fs::write(Path::new(&out).join(format!("{name}.lypack")), bytes).expect("OUT_DIR can be written");
            }
            Err(errors) => {
                for error in &errors {
                    println!("cargo::error={error}");
                }
            }
        }
    }
}
