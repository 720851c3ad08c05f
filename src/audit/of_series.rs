//! The wording of findings on the plausibility of a series: what was measured, without blame.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, counted};
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::rules::series::facts::{Jump, PaceChange, Precision, SeriesFacts, Stuck};

/// Of how many gaps of a table the days are told.
const GAPS_TOLD: usize = 40;

impl Wording<'_, '_> {
    /// One sentence with the figures.
    pub(super) fn series_headline(&self, facts: &SeriesFacts) -> String {
        let Self { left, verdict, .. } = self;
        let (source, table) = (&left.source().name, &left.table().name);
        let total = || format!("{source}'s running total of {}", counted(*left));
        match facts {
            SeriesFacts::Jump(jump) => {
                let only = if jump.is_more() { "" } else { "only " };
                let copies = match verdict.left.count {
                    1 => String::new(),
                    copies => format!(", in {copies} copies"),
                };
                format!(
                    "{} grows by {only}{} {}{copies}, after a median of {} a day{}",
                    total(),
                    self.amount(jump.grew),
                    self.until(jump.days),
                    self.pace(jump.median),
                    self.corrected(jump)
                )
            }
            SeriesFacts::Pace(change) => {
                let pace = if change.after > change.before { "faster" } else { "more slowly" };
                format!(
                    "{} grows {pace} from {} on: a median of {} a day instead of {}",
                    total(),
                    verdict.run.first,
                    self.pace(change.after),
                    self.pace(change.before)
                )
            }
            SeriesFacts::Stuck(stuck) => {
                let run = verdict.run;
                let (rows, repeat) = if run.count == 1 {
                    (format!("row of {}", run.first), "repeats")
                } else {
                    (format!("{} rows from {} to {}", run.count, run.first, run.last), "repeat")
                };
                format!(
                    "the table `{table}` of figures of {source}: the {rows} {repeat} all {} figures of the row of {}",
                    stuck.figures, stuck.before
                )
            }
            SeriesFacts::Precision(precision) => self.precision(precision),
            SeriesFacts::Missing(missing) => {
                let (earlier, later) = (self.right.map_or(Day::ALWAYS, day), day(*left));
                let are = |rows: u64| match rows {
                    1 => "1 is missing".to_owned(),
                    rows => format!("{} are missing", count(rows)),
                };
                let every = days(missing.every);
                let has = format!("the table `{table}` of figures of {source} should have a row every {every}");
                let between = format!("between {earlier} and {later}");
                if missing.gaps.len() == 1 {
                    format!("{has}; {} {between}", are(missing.rows))
                } else {
                    let gaps = count(missing.gaps.len() as u64);
                    let (all, longest) = (are(missing.rows), count(missing.longest));
                    format!("{has}; {all} in {gaps} gaps, {longest} of them {between}")
                }
            }
        }
    }

    /// The sum that a reader can redo with a pencil, line by line.
    pub(super) fn series_arithmetic(&self, facts: &SeriesFacts) -> Vec<String> {
        match facts {
            SeriesFacts::Jump(jump) => self.of_jump(jump),
            SeriesFacts::Pace(change) => self.of_pace(change),
            SeriesFacts::Stuck(stuck) => self.of_stuck(stuck),
            SeriesFacts::Precision(precision) => {
                let side = self.verdict.left.interval;
                vec![
                    format!("{} means {} at the strict reading", self.left.printed(), self.range(side)),
                    format!("{} significant digits, expected at most {}", precision.digits, precision.at_most),
                ]
            }
            SeriesFacts::Missing(missing) => {
                let apart = self.right.map_or(0, |right| day(self.left).since(day(right)));
                let mut lines = vec![format!(
                    "{} days from one row to the next, with one every {}: {} between them",
                    Amount::whole(apart),
                    days(missing.every),
                    count(missing.longest)
                )];
                if missing.gaps.len() > 1 {
                    let gap = |(before, _, rows): &(Day, Day, u64)| format!("{} after {before}", count(*rows));
                    let mut gaps: Vec<String> = missing.gaps.iter().take(GAPS_TOLD).map(gap).collect();
                    if let Some(more @ 1..) = missing.gaps.len().checked_sub(GAPS_TOLD) {
                        gaps.push(format!("and {} more gaps", count(more as u64)));
                    }
                    lines.push(gaps.join(", "));
                }
                lines
            }
        }
    }

    fn of_jump(&self, jump: &Jump) -> Vec<String> {
        let mut lines = Vec::new();
        if jump.days > 1 {
            lines.push(format!("{} / {} days = {} a day", self.amount(jump.grew), jump.days, self.grown(jump)));
        }
        let (median, deviation) = (self.pace(jump.median), self.pace(jump.deviation));
        lines.push(format!(
            "{} increments before it: median {median} a day, median distance from that {deviation}",
            jump.before
        ));
        let spread = match jump.noise {
            Some(noise) => format!("√{median} = {}, which is more than 1.4826 × {deviation}", self.pace(noise)),
            None => format!("1.4826 × {deviation} = {}", self.pace(jump.deviation * 14_826 / 10_000)),
        };
        lines.push(format!("a standard deviation is taken as {spread}"));
        let (higher, lower) = if jump.is_more() { (self.grown(jump), median) } else { (median, self.grown(jump)) };
        let away = Amount { digits: jump.away, scale: 2 };
        lines.push(format!("{higher} − {lower} is {away} of them, expected at most {}", hundredths(jump.above)));
        if let Some(back) = jump.taken_back {
            lines.push(format!("the next report takes back {}", self.amount(back)));
        }
        lines.push(format!(
            "by chance, were increments independent and normal: fewer than {} of the {} that were tested",
            share(jump.by_chance, 1_000_000),
            count(jump.tested)
        ));
        lines
    }

    fn of_pace(&self, change: &PaceChange) -> Vec<String> {
        let (first, at, last) = change.totals;
        let (start, day, end) = (change.days.0, self.verdict.run.first, change.days.1);
        let mean = |from: i64, to: i64, (start, end): (Day, Day), increments: u64, median: i128| {
            format!(
                "{} − {} from {start} to {end} = {}; {increments} increments, median {} a day",
                self.amount(to),
                self.amount(from),
                self.amount(to.saturating_sub(from)),
                self.pace(median)
            )
        };
        let (least, most) = (change.before.min(change.after), change.before.max(change.after));
        let tenths = (20 * most + least) / (2 * least).max(1);
        let ratio = Amount { digits: i64::try_from(tenths).unwrap_or(i64::MAX), scale: 1 };
        vec![
            mean(first, at, (start, day), change.increments.0, change.before),
            mean(at, last, (day, end), change.increments.1, change.after),
            format!("{} / {} = {ratio}", self.pace(most), self.pace(least)),
        ]
    }

    fn of_stuck(&self, stuck: &Stuck) -> Vec<String> {
        let metrics = &self.evidence.dataset.vocabulary.metrics.names;
        let mut lines: Vec<String> = stuck
            .rarest
            .iter()
            .map(|&(metric, still, rows)| {
                format!("`{}` stands still in {still} of {rows} other rows around", metrics.name(metric.0))
            })
            .collect();
        lines.push(format!(
            "by chance, were the {} figures independent: fewer than {} of the {} rows",
            stuck.figures,
            share(stuck.by_chance, 1_000_000_000),
            count(stuck.rows)
        ));
        lines
    }

    /// ` (of which +1,650 is a correction of 2025-02-28)`.
    fn corrected(&self, jump: &Jump) -> String {
        let Some((day, delta)) = jump.correction else { return String::new() };
        let sign = if delta < 0 { '−' } else { '+' };
        format!("; of it {sign}{} is a correction published on {day}", self.amount(delta.saturating_abs()))
    }

    fn precision(&self, precision: &Precision) -> String {
        let (left, run) = (self.left, self.verdict.run);
        let (source, printed) = (&left.source().name, left.printed());
        let digits = precision.digits;
        let about = &left.hedge().name;
        if precision.figures > 1 {
            return format!(
                "{} figures of {source} on {} say `{about}` beside up to {digits} significant digits, from {} to {}: \
                 {printed} {}",
                count(precision.figures),
                counted(left),
                run.first,
                run.last,
                days_in_words(left.period())
            );
        }
        format!("{printed} {} according to {source}: `{about}` beside {digits} significant digits", counted(left))
    }

    fn until(&self, length: i64) -> String {
        let label = day(self.left);
        let before = self.right.map_or(label, day);
        let days = if length == 1 { String::new() } else { format!(" in {length} days,") };
        format!("{days} from {before} to {label}").trim_start().to_owned()
    }

    fn grown(&self, jump: &Jump) -> Amount {
        self.pace(i128::from(jump.grew) * 1_000_000 / i128::from(jump.days.max(1)))
    }

    /// A pace with one decimal, where it has one.
    fn pace(&self, millionths: i128) -> Amount {
        let tenths = (millionths + 50_000).div_euclid(100_000);
        let digits = i64::try_from(tenths).unwrap_or(i64::MAX);
        let scale = self.left.metric().decimals;
        if digits % 10 == 0 { Amount { digits: digits / 10, scale } } else { Amount { digits, scale: scale + 1 } }
    }
}

fn day(claim: Claim<'_>) -> Day {
    claim.period().label
}

fn count(number: u64) -> Amount {
    Amount::whole(i64::try_from(number).unwrap_or(i64::MAX))
}

fn days(number: u32) -> String {
    if number == 1 { "day".to_owned() } else { format!("{number} days") }
}

/// Hundredths without the zeros at the end: `6`, `4.5`.
fn hundredths(number: i64) -> Amount {
    match number {
        whole if whole % 100 == 0 => Amount::whole(whole / 100),
        tenths if tenths % 10 == 0 => Amount { digits: tenths / 10, scale: 1 },
        digits => Amount { digits, scale: 2 },
    }
}

/// A decimal number a little above `parts / of`, at least a thousandth: "fewer than" holds of it.
fn share(parts: u64, of: u64) -> Amount {
    let (scale, power) = if parts.saturating_mul(100) < of { (3, 1_000) } else { (2, 100) };
    let digits = u128::from(parts) * power / u128::from(of.max(1)) + 1;
    Amount { digits: i64::try_from(digits).unwrap_or(i64::MAX), scale }
}

#[cfg(test)]
mod tests {
    use super::{hundredths, share};

    #[test]
    fn a_chance_is_rounded_up() {
        let text = |parts| share(parts, 1_000_000).to_string();
        assert_eq!(
            [0, 1, 9_999, 10_000, 191_639, 2_500_000].map(text),
            ["0.001", "0.001", "0.010", "0.02", "0.20", "2.51"]
        );
        assert_eq!([600, 450, 425].map(|number| hundredths(number).to_string()), ["6", "4.5", "4.25"]);
    }
}
