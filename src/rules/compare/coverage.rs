//! Why a comparison passed claims over.

use std::collections::HashMap;

use crate::model::claim::{Claim, Quantity};
use crate::model::index::{SourceIx, TableIx};
use crate::rules::compare::choice::{Figures, Tables};
use crate::rules::compare::need::Partner;
use crate::rules::compare::pairs::pairs;
use crate::rules::compare::plan::Compare;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::passed_over::Reasons;
use crate::rules::touched::Touched;

const NO_QUANTITY: &str = "nobody else counted this, or a part or whole of it";
const NO_SOURCE: &str = "no figure of another source (or table) to hold it against";
const NO_DAYS: &str = "no other figure for matching days";

impl Compare {
    pub(in crate::rules) fn passed_over(&self, evidence: &Evidence<'_>, touched: &Touched, reasons: &mut Reasons) {
        match self.partner {
            Partner::Claims => self.claims_passed_over(evidence, touched, reasons),
            // Every restatement has its root.
            Partner::Origin => {}
            Partner::Implied => {
                for claim in
                    evidence.compared().filter(|claim| !touched.contains(claim.ix) && self.left.selects(*claim))
                {
                    if self.figures != Figures::JustOver || claim.hedge().is_one_sided() {
                        reasons.add("no running totals around its days", claim);
                    }
                }
            }
            Partner::Denied => {
                let claims = evidence.dataset.claims.claims().map(|claim| evidence.claim(claim));
                let statements = claims.filter(|claim| claim.metric().denies.is_some() && self.left.selects(*claim));
                for statement in statements.filter(|statement| !touched.contains(statement.ix)) {
                    reasons.add("a yes, a repetition, or no figure that it denies", statement);
                }
            }
        }
    }

    fn claims_passed_over(&self, evidence: &Evidence<'_>, touched: &Touched, reasons: &mut Reasons) {
        let mut partners: HashMap<Quantity, Vec<&Cell>> = HashMap::new();
        for pair in pairs(self, evidence) {
            partners.entry(pair.left.quantity).or_default().push(pair.right);
            partners.entry(pair.right.quantity).or_default().push(pair.left);
        }
        // What one claim of a source and table may be held against, all of them may.
        let mut known: HashMap<(Quantity, SourceIx, TableIx), &'static str> = HashMap::new();
        for claim in evidence.compared().filter(|claim| !touched.contains(claim.ix)) {
            if !self.left.selects(claim) && !self.right.selects(claim) {
                continue;
            }
            let around = partners.get(&claim.quantity()).map_or(&[][..], Vec::as_slice);
            let key = (claim.quantity(), claim.source_ix(), claim.table().family);
            let reason = *known.entry(key).or_insert_with(|| self.reason(evidence, claim, around));
            reasons.add(reason, claim);
        }
    }

    fn reason(&self, evidence: &Evidence<'_>, claim: Claim<'_>, around: &[&Cell]) -> &'static str {
        let others = around.iter().flat_map(|cell| evidence.claims(cell)).filter(|&&other| other != claim.ix);
        let mut others = others.map(|&other| evidence.claim(other)).peekable();
        if others.peek().is_none() {
            return NO_QUANTITY;
        }
        let meets = |other: Claim<'_>| {
            let one_table = claim.table().family == other.table().family;
            let tables = match self.tables {
                Tables::Any => true,
                Tables::Same => one_table,
                Tables::Other => !one_table,
            };
            tables && (self.allows(claim, other) || self.allows(other, claim))
        };
        if others.any(meets) { NO_DAYS } else { NO_SOURCE }
    }
}
