//! The `qebul` binary: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(qebul::cli::main())
}
