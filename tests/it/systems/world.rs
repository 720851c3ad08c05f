//! Worlds in which something really happened, day by day, and claims that are true of them: in any words, on days
//! that a voice need not say exactly.

use counterclaim::load::written::Row;
use counterclaim::model::day::Day;

use crate::chance::Chance;
use crate::made::row;

/// What is counted, where, and who counts it. Everything is declared, so that the order of rows numbers nothing.
pub(super) const SETTING: &str = r#"
anchor = { start = "2022-02-24", later = "2022-03-02" }

[metric.all]
parts = ["killed", "hurt"]
[metric.killed]
[metric.hurt]
[metric.officers]
part-of = ["killed"]
[metric.losses]
reads-as = ["all", "killed"]
[metric.named]
bounds-below = "killed"
[metric.pieces]
includes = ["tanks", "guns"]
[metric.tanks]
[metric.guns]

[place.country]
parts = ["north", "south"]
[place.north]
[place.south]
[place.port]
part-of = ["north"]

[source.staff]
group = "us"
[source.ministry]
group = "us"
[source.spokesman]
group = "us"
speaks-for = ["staff"]
[source.enemy]
[source.paper]
"#;

const METRICS: [&str; 9] = ["all", "killed", "hurt", "officers", "losses", "named", "pieces", "tanks", "guns"];
/// The place of the ambiguous word among them.
pub(super) const LOSSES: usize = 4;
const PLACES: [&str; 4] = ["country", "north", "south", "port"];
const SOURCES: [&str; 5] = ["staff", "spokesman", "ministry", "enemy", "paper"];

/// Days on which something happens, from the anchor on.
const DAYS: i32 = 24;
/// The anchor `later`, in days after the first.
const LATER: i32 = 6;
/// 1 March and 1 April.
const MARCH: (i32, i32) = (5, 36);
/// How many days later a name becomes known.
const NAMED_AFTER: i32 = 3;

/// One claim, as chance draws it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    pub(super) metric: usize,
    pub(super) place: usize,
    pub(super) source: usize,
    pub(super) period: u8,
    pub(super) days: (i32, i32),
    pub(super) convention: u8,
    pub(super) words: u8,
    pub(super) table: u8,
    /// How far it is from the truth, in per cent.
    pub(super) off: i64,
}

/// What really happened, and how each voice labels its days.
#[derive(Debug, Clone, Copy)]
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) scale: i64,
}

/// The days of a claim.
struct Span {
    text: String,
    start: i32,
    end: i32,
    /// By how many days an average may be divided, if it may be one.
    divisors: Option<(i32, i32)>,
}

/// The first two are one voice.
fn voice(source: usize) -> u64 {
    source.max(1) as u64
}

fn day(at: i32) -> Day {
    Day::parse("2022-02-24").expect("a day").plus(at)
}

impl World {
    /// The row of a claim. `None` where its days make no sense.
    pub(super) fn row(self, number: usize, drawn: &Drawn) -> Option<Row> {
        let convention = ["morning", "evening", "unknown", "unknown"][usize::from(drawn.convention % 4)];
        let span = self.span(drawn, convention)?;
        let metric = METRICS[drawn.metric];
        let since_later = span.text.starts_with("later");
        if metric == "named" && since_later {
            return None;
        }
        let truth = self.by(drawn, span.end) - self.by(drawn, span.start);
        let truth = (truth + truth * drawn.off / 100).max(0);
        let mapped = drawn.table % 4 == 3;
        let [value, low, high, hedge, per] = in_words(truth, drawn.words, span.divisors, mapped);
        Some(row(&[
            ("id", &format!("c{number:02}")),
            ("source", SOURCES[drawn.source]),
            ("metric", metric),
            ("place", PLACES[drawn.place]),
            ("period", &span.text),
            ("day-convention", convention),
            ("value", &value),
            ("low", &low),
            ("high", &high),
            ("hedge", &hedge),
            ("per", &per),
            ("table", if mapped { "own" } else { "" }),
        ]))
    }

    /// What a source means by `losses`.
    pub(super) fn means(self, source: &str) -> &'static str {
        let source = SOURCES.iter().position(|known| *known == source).expect("a source");
        if Chance::of(self.seed ^ voice(source)).below(2) == 0 { "killed" } else { "all" }
    }

    /// The midnight that a voice means, of those that its words leave open: the same each time.
    fn meant(self, voice: u64, is_start: bool, first: i32, last: i32) -> i32 {
        let key = [voice, u64::from(is_start), u64::from(first.unsigned_abs()), u64::from(last.unsigned_abs())];
        let seed = key.iter().fold(self.seed, |seed, key| seed.wrapping_mul(31).wrapping_add(*key + 1));
        let among = usize::try_from(last - first + 1).expect("in order");
        first + i32::try_from(Chance::of(seed).below(among)).expect("few")
    }

    fn span(self, drawn: &Drawn, convention: &str) -> Option<Span> {
        let voice = voice(drawn.source);
        let (from, to) = (drawn.days.0.min(drawn.days.1), drawn.days.0.max(drawn.days.1));
        let end = |first: i32, last: i32| match convention {
            "morning" => self.meant(voice, false, first, last),
            "evening" => self.meant(voice, false, first + 1, last + 1),
            _ => self.meant(voice, false, first, last + 1),
        };
        let start = |at: i32| match convention {
            "morning" => at - 1,
            "evening" => at,
            _ => self.meant(voice, true, at - 1, at),
        };
        let divisors = |start: i32, end: i32, days: (i32, i32)| {
            let (least, most) = if convention == "unknown" { days } else { (end - start, end - start) };
            (least > 0).then_some((least, most))
        };
        let (text, start, end, days) = match drawn.period % 12 {
            0..5 => (format!("start/{}", day(to)), 0, end(to, to), Some((to, to + 1))),
            5 if to >= LATER => (format!("later/{}", day(to)), LATER, end(to, to), Some((to - LATER, to - LATER + 1))),
            6 | 7 => {
                let days = ((to - from).max(1), to - from + 1);
                (format!("{}/{}", day(from), day(to)), start(from), end(to, to), Some(days))
            }
            8 => (day(to).to_string(), start(to), end(to, to), None),
            9 => ("2022-03".to_owned(), MARCH.0, MARCH.1, None),
            10 => ("start/2022-03".to_owned(), 0, end(MARCH.0, MARCH.1 - 1), None),
            11 => (format!("start/[{}..{}]", day(to), day(to + 3)), 0, end(to, to + 3), None),
            _ => return None,
        };
        let divisors = days.and_then(|days| divisors(start, end, days));
        Some(Span { text, start, end, divisors })
    }

    /// How much was counted by a midnight, as the claim's voice means its words.
    fn by(self, drawn: &Drawn, midnight: i32) -> i64 {
        let named = METRICS[drawn.metric] == "named";
        let last = (midnight - if named { NAMED_AFTER } else { 0 }).clamp(0, DAYS);
        (0..last).map(|day| self.on(drawn, day)).sum()
    }

    fn on(self, drawn: &Drawn, day: i32) -> i64 {
        let places: &[u64] = match PLACES[drawn.place] {
            "country" => &[0, 1, 2],
            "north" => &[0, 1],
            "port" => &[0],
            _ => &[2],
        };
        let things: &[u64] = match METRICS[drawn.metric] {
            "all" => &[0, 1, 2],
            "losses" if self.means(SOURCES[drawn.source]) == "all" => &[0, 1, 2],
            "killed" | "losses" | "named" => &[0, 1],
            "hurt" => &[2],
            "officers" => &[0],
            "pieces" => &[3, 4, 5],
            "tanks" => &[3],
            _ => &[4],
        };
        let cells = places.iter().flat_map(|place| things.iter().map(move |thing| 6 * place + thing));
        cells.map(|cell| self.cell(u64::from(day.unsigned_abs()) * 18 + cell)).sum()
    }

    /// What happened on one day at one place; often nothing.
    fn cell(self, cell: u64) -> i64 {
        let mut chance = Chance::of(self.seed.wrapping_add(cell.wrapping_mul(0x1000_0001)));
        if chance.below(3) == 0 { 0 } else { i64::try_from(chance.below(9)).expect("small") * self.scale }
    }
}

/// The value, low, high, hedge and `per` of a true statement.
fn in_words(truth: i64, words: u8, divisors: Option<(i32, i32)>, mapped: bool) -> [String; 5] {
    let plain =
        |value: i64, hedge: &str| [value.to_string(), String::new(), String::new(), hedge.to_owned(), String::new()];
    let rounded = round(truth, 2);
    let within = |value: i64, below: i64, above: i64| {
        let share = if round(value, 2) == value { 10 } else { 5 };
        100 * value - below * share * value <= 100 * truth && 100 * truth <= 100 * value + above * share * value
    };
    match (words % 16, divisors) {
        (4 | 5, _) => {
            let (low, high) = (truth - i64::from(words) % 7, truth + i64::from(words) % 5);
            [String::new(), low.max(0).to_string(), high.to_string(), String::new(), String::new()]
        }
        (6, _) if within(rounded, 1, 1) => plain(rounded, "about"),
        (7, _) if rounded >= truth && within(rounded, 1, 0) => plain(rounded, "nearly"),
        (8, _) if rounded < truth => plain(rounded, "more than"),
        (9, _) if rounded <= truth => plain(rounded, "at least"),
        (10, _) if rounded >= truth => plain(rounded, "at most"),
        (11, _) if rounded > truth => plain(rounded, "fewer than"),
        (12, _) => plain(truth + i64::from(words), "up to"),
        // Cut off or rounded to hundreds, which a coder may have copied so.
        (13, _) if truth >= 2_000 && !mapped => plain(truth / 100 * 100, ""),
        (14 | 15, Some((least, most))) => {
            let (many, per) = if words % 16 == 14 { (1, "day") } else { (7, "week") };
            let days = i64::from(if truth % 2 == 0 { least } else { most });
            let half_up = (2 * truth * many + days) / (2 * days);
            let value = if truth % 3 == 0 { truth * many / days } else { half_up };
            [value.to_string(), String::new(), String::new(), String::new(), per.to_owned()]
        }
        _ => plain(truth, ""),
    }
}

/// Rounded half up to so many digits.
fn round(number: i64, digits: u32) -> i64 {
    let length = number.checked_ilog10().map_or(1, |log| log + 1);
    let unit = 10_i64.pow(length.saturating_sub(digits));
    (number + unit / 2) / unit * unit
}
