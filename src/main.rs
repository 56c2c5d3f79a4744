//! The `qebul` binary: everything is in the library.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

/// Many threads fill and empty large buffers while they pull: the system's allocator keeps most of what they gave back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// DuckDB keeps to the system's allocator, which holds back a part a thread unless it is told to share one.
const ARENAS: &str = "MALLOC_ARENA_MAX";

fn main() -> ExitCode {
    if std::env::var_os(ARENAS).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        // The same process begins again with the variable set; where that fails, it goes on with more memory.
        let _ = Command::new(program).args(std::env::args_os().skip(1)).env(ARENAS, "1").exec();
    }
    ExitCode::from(qebul::cli::main())
}
