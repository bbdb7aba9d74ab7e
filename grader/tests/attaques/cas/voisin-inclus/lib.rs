include!("@CLASSE@/Honnête Moitié/00-installation/src/lib.rs");
