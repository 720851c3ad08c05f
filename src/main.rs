//! counterclaim
fn main() {}
