//! Where it all happens: a class, its kit, and what nobody may touch, in one folder that goes away at the end.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::attack::Attack;
use crate::{kit, submission};

/// Who grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever runs the tests.
    Me,
    /// An ordinary user, for tests that root runs.
    Nobody,
}

/// The ordinary user, and another.
const NOBODY: u32 = 65534;
const ANOTHER: u32 = 65533;

/// Two honest pupils, whose marks no attack may change.
pub const RIGHT: &str = "Honnête Juste";
pub const HALF: &str = "Honnête Moitié";

const SCHEME: &str = "titre = \"Attaques\"\n\
    [[lignes]]\nnom = \"ex00\"\ncritere = \"identifier\"\nexercice = \"00\"\npoints = 2\n\
    [[lignes]]\nnom = \"ex02\"\ncritere = \"manipuler\"\nexercice = \"02\"\npoints = 5\n";

pub struct Ground {
    folder: TempDir,
    pub who: Who,
    toolchain: PathBuf,
    /// Stands in everything that no submission may see, and in nothing else.
    pub secret: String,
    /// A file name that nothing else has.
    pub mark: String,
}

impl Ground {
    /// A class without pupils.
    pub fn new(who: Who) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("open to all");
        let name = folder.path().file_name().expect("a name").to_string_lossy().replace('.', "");
        let secret = format!("canari-{name}");
        let path = |part: &str| folder.path().join(part);
        fs::create_dir(path("outils")).expect("a folder");
        fs::copy(env!("CARGO_BIN_EXE_grader"), path("outils/grader")).expect("the grader");
        kit::copy(&path("kit"), &secret);
        for private in
            ["canaris/secret.txt", "canaris/secret.rs", "canaris/dossier/secret.txt", "maison/.profile"]
        {
            let private = path(private);
            fs::create_dir_all(private.parent().expect("a folder")).expect("folders");
            fs::write(private, format!("// {secret}\n")).expect("written");
        }
        for made in ["classe", "cargo", "tmp"] {
            fs::create_dir(path(made)).expect("a folder");
        }
        fs::write(path("classe/bareme.toml"), SCHEME).expect("written");
        let toolchain = kit::toolchain(&path("outils/rust"), who);
        who.own(folder.path());
        Self { who, toolchain, secret, mark: format!("intrus-{name}"), folder }
    }

    pub fn path(&self, part: &str) -> PathBuf {
        self.folder.path().join(part)
    }

    /// Hands in the attacks, and the two honest works.
    pub fn hand_in(&self, attacks: &[&Attack]) {
        let class = self.path("classe");
        let solution = |exercise: &str| {
            let path = self.path("kit/solutions").join(exercise).join("src/lib.rs");
            fs::read_to_string(path).expect("a solution")
        };
        let half = [
            "pub fn port_mqtt() -> u16 {\n    1883\n}\n\npub fn port(_: bool) -> u16 {\n    1883\n}\n"
                .to_owned(),
            solution("02-longueur-restante")
                .replace("if longueur > MAXIMUM {", "todo!();\n    if longueur > MAXIMUM {"),
        ];
        for (name, works) in
            [(RIGHT, [solution("00-installation"), solution("02-longueur-restante")]), (HALF, half)]
        {
            for (exercise, work) in ["00-installation", "02-longueur-restante"].iter().zip(works) {
                let path = class.join(name).join(exercise).join("src/lib.rs");
                fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
                fs::write(path, work).expect("written");
            }
        }
        self.who.own(&class);
        for attack in attacks {
            submission::hand_in(attack, &class, &|text| self.fill(text));
            let place = class.join(attack.label());
            if attack.two_owners {
                give(&place, ANOTHER);
            } else {
                self.who.own(&place);
            }
        }
    }

    /// `text` with what attacks leave open.
    pub fn fill(&self, text: &str) -> String {
        let folder = |name: &str| self.path(name).display().to_string();
        text.replace("@KIT@", &folder("kit"))
            .replace("@CLASSE@", &folder("classe"))
            .replace("@CANARIS@", &folder("canaris"))
            .replace("@MARQUE@", &self.mark)
    }

    /// The grader on this class.
    pub fn grader(&self, options: &[&str]) -> Command {
        let mut command = self.who.command(&self.path("outils/grader"));
        let path = format!("{}:/usr/bin:/bin", self.toolchain.join("bin").display());
        command
            .arg(self.path("classe"))
            .args(options)
            .current_dir(self.path("kit"))
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.path("maison"))
            .env("CARGO_HOME", self.path("cargo"))
            .env("TMPDIR", self.path("tmp"))
            .env("CANARI", &self.secret);
        command
    }

    /// Everything but what grading writes: the kit's own `target`, cargo's home, reports and the class's seed.
    pub fn outside(&self) -> BTreeMap<PathBuf, String> {
        let own =
            ["kit/target", "kit/Cargo.lock", "cargo", "outils", "tmp", "classe/rapports", "classe/.grader"];
        let own = own.map(|part| self.path(part));
        let all = below(self.folder.path(), &own).into_iter();
        let what = |it: &Metadata| {
            let (owner, mode, time) = (it.uid(), it.mode(), (it.mtime(), it.mtime_nsec()));
            if it.is_dir() {
                format!("a folder of {owner} {mode:o}")
            } else {
                format!("{} bytes of {owner} {mode:o}, {time:?}", it.len())
            }
        };
        all.map(|(path, seen)| (path, what(&seen))).collect()
    }

    /// Files with the mark's name, where any program may write and where submissions were.
    pub fn intruders(&self) -> Vec<PathBuf> {
        let places = ["/tmp", "/var/tmp", "/dev/shm", "/run"].map(PathBuf::from);
        let own =
            ["", "maison", "canaris", "classe", "classe/rapports", "kit", "tmp"].map(|part| self.path(part));
        let files =
            places.iter().chain(&own).filter_map(|place| fs::read_dir(place).ok()).flatten().flatten();
        let marked = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&self.mark))
        };
        files.map(|entry| entry.path()).filter(marked).collect()
    }
}

impl Who {
    fn own(self, folder: &Path) {
        if self == Self::Nobody {
            give(folder, NOBODY);
        }
    }

    /// `program`, run by them.
    pub fn command(self, program: &Path) -> Command {
        match self {
            Self::Me => Command::new(program),
            Self::Nobody => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(program);
                command
            }
        }
    }
}

/// Makes what is in `folder` somebody's.
fn give(folder: &Path, owner: u32) {
    for (path, seen) in below(folder, &[folder.join("outils")]) {
        // What has other names is not ours to give.
        if seen.is_dir() || (seen.is_file() && seen.nlink() == 1) {
            chown(&path, Some(owner), Some(owner)).expect("root may");
        }
    }
}

/// Everything below `folder` but `left_out`, links unfollowed. One attack has folders too deep to be walked by calls
/// within calls.
fn below(folder: &Path, left_out: &[PathBuf]) -> Vec<(PathBuf, Metadata)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let seen = fs::symlink_metadata(&path).expect("there");
        if seen.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path());
            waiting.extend(entries.filter(|path| !left_out.contains(path)));
        }
        found.push((path, seen));
    }
    found
}
