//! How the reader starts a command of the kit: through cargo in the source tree, by its name once installed.

/// The command line that starts `bin` with `args`, as this reader must type it: `cargo run --bin sub -- -v`
/// when this process was itself started by cargo, `sub -v` otherwise.
pub fn command_line(bin: &str, args: &str) -> String {
    // Cargo sets this for what it runs, and an installed binary has no reason to see it.
    write_line(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), bin, args)
}

fn write_line(by_cargo: bool, bin: &str, args: &str) -> String {
    match (by_cargo, args.is_empty()) {
        (true, true) => format!("cargo run --bin {bin}"),
        (true, false) => format!("cargo run --bin {bin} -- {args}"),
        (false, true) => bin.to_owned(),
        (false, false) => format!("{bin} {args}"),
    }
}

#[cfg(test)]
mod tests {
    use super::write_line;

    #[test]
    fn commands_are_named_as_the_reader_types_them() {
        for (by_cargo, args, line) in [
            (true, "", "cargo run --bin sub"),
            (true, "-t 'maison/#' -v", "cargo run --bin sub -- -t 'maison/#' -v"),
            (false, "", "sub"),
            (false, "-t 'maison/#' -v", "sub -t 'maison/#' -v"),
        ] {
            assert_eq!(write_line(by_cargo, "sub", args), line);
        }
    }
}
