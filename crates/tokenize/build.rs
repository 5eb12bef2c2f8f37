//! Tells whether the compiler knows the intrinsics of AVX-512, which are stable since Rust 1.89.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    autocfg::emit_possibility("has_avx512");
    let x86_64 = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "x86_64");
    if x86_64 && autocfg::new().probe_rustc_version(1, 89) {
        autocfg::emit("has_avx512");
    }
}
