//! Builds what ships: `cargo run -q --release -p xtask -- build`, the same with an engine that can be made to trap, for
//! tests: `… -- faults`, what the bench compares with: `… -- rivals`, and generates the tables it reads texts with: `… -- tables FOLDER`.

mod build;
mod tables;

use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "build" => build::run(),
        "faults" => build::faults(),
        "rivals" => build::rivals(),
        "tables" => tables::run(std::env::args().nth(2)),
        _ => Err(anyhow::anyhow!("unknown task {task:?}: the tasks are `build`, `faults`, `rivals` and `tables`")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {task}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
