//! A claim in words: why a figure has its status.

use std::io;

use counterclaim::audit::explanation;
use counterclaim::model::dataset::Dataset;
use counterclaim::report;
use counterclaim::rules::set::RuleSet;

/// The claim of this id, if the dataset has it, explained.
pub(super) fn explained(id: &str, dataset: &Dataset, rules: &RuleSet) -> io::Result<Vec<Vec<u8>>> {
    let claims = &dataset.claims;
    let explain = |ix| {
        let mut text = Vec::new();
        report::explanation::write(&explanation::explain(dataset, rules, ix), &mut text).map(|()| text)
    };
    claims.claims().find(|&ix| claims.id(ix) == id).map(explain).into_iter().collect()
}
