//! Ids are used once in a dataset.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use crate::load::context::Context;
use crate::load::locate::excerpts_of;
use crate::load::problem::Problem;
use crate::model::index::ClaimIx;

/// How many places of ids used twice are shown.
const SHOWN: usize = 100;

/// Adds a problem for every place of an id that is used more than once.
pub fn check(context: &mut Context) {
    let claims = &context.dataset.claims;
    // Hashes first: eight bytes a claim, and hardly ever is there more to do.
    let hasher = RandomState::new();
    let mut hashes: Vec<u64> = claims.claims().map(|claim| hasher.hash_one(claims.id(claim))).collect();
    hashes.sort_unstable();
    let suspects: HashSet<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    drop(hashes);
    if suspects.is_empty() {
        return;
    }
    let mut users: BTreeMap<&str, Vec<ClaimIx>> = BTreeMap::new();
    for claim in claims.claims() {
        let id = claims.id(claim);
        if suspects.contains(&hasher.hash_one(id)) {
            users.entry(id).or_default().push(claim);
        }
    }
    let mut uses: Vec<(ClaimIx, &str)> = users
        .iter()
        .filter(|(_, claims)| claims.len() > 1)
        .flat_map(|(id, claims)| claims.iter().map(|&claim| (claim, *id)))
        .collect();
    uses.sort_unstable();
    let more = uses.len().saturating_sub(SHOWN);
    uses.truncate(SHOWN);
    let places: Vec<_> = uses.iter().map(|&(claim, _)| claims.place(claim)).collect();
    let ids: Vec<_> = places.iter().map(|&place| (place, "id", None)).collect();
    let drawn = excerpts_of(&context.dataset, &ids);
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    for (((_, id), place), excerpt) in uses.iter().zip(&places).zip(drawn) {
        let path = &context.dataset.tables[place.table.at()].path;
        let at = excerpt.as_ref().map_or_else(|| path.clone(), |excerpt| format!("{path}:{}", excerpt.line));
        let hint = match first.get(id) {
            Some(first) => format!("first used at {first}"),
            None => "give every claim an id of its own; for a mapped table name an `id` column".to_owned(),
        };
        first.entry(id).or_insert(at);
        let mut problem = Problem::of_file(path, format!("the id `{id}` is used more than once")).hint(hint);
        problem.excerpt = excerpt;
        context.problems.push(problem);
    }
    if more > 0 {
        let path = context.dataset.path.clone();
        context.problems.push(Problem::of_file(&path, format!("and {more} more claims with ids used more than once")));
    }
}

#[cfg(test)]
mod tests {
    use crate::load::context::tests::context;
    use crate::load::links::tests::push;

    #[test]
    fn an_id_used_twice_is_shown_at_both_places() {
        let mut context = context();
        for id in ["en25-total", "en25-ships", "en25-total"] {
            push(&mut context, id, "", &[]);
        }
        super::check(&mut context);
        let messages: Vec<_> = context.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(messages, ["the id `en25-total` is used more than once"; 2]);
        assert_eq!(context.problems[1].hint.as_deref(), Some("first used at articles.csv"));
    }
}
