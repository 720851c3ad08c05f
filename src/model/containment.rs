//! A part-of hierarchy in which a thing may have several wholes.

/// A directed acyclic graph of *part of*, with all wholes of every part at hand.
#[derive(Debug, Clone, Default)]
pub struct Containment {
    wholes: Vec<Vec<u32>>,
}

impl Containment {
    /// The closure over `edges` (part, whole) among `count` things.
    ///
    /// # Errors
    /// A circle, as the things along it, the first one repeated at its end.
    pub fn build(count: usize, edges: &[(u32, u32)]) -> Result<Self, Vec<u32>> {
        let mut direct = vec![Vec::new(); count];
        for &(part, whole) in edges {
            direct[part as usize].push(whole);
        }
        let mut walk =
            Walk { direct: &direct, state: vec![State::New; count], wholes: vec![Vec::new(); count], path: Vec::new() };
        for thing in 0..count {
            walk.visit(u32::try_from(thing).expect("fewer than 2^32 things"))?;
        }
        Ok(Self { wholes: walk.wholes })
    }

    /// Every strict whole of `part`, ascending.
    #[must_use]
    pub fn wholes(&self, part: u32) -> &[u32] {
        self.wholes.get(part as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether `part` lies strictly inside `whole`.
    #[must_use]
    pub fn is_part(&self, part: u32, whole: u32) -> bool {
        self.wholes(part).binary_search(&whole).is_ok()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    direct: &'a [Vec<u32>],
    state: Vec<State>,
    wholes: Vec<Vec<u32>>,
    path: Vec<u32>,
}

impl Walk<'_> {
    /// Closes `start`, with a stack of its own: a chain of a million parts must not end the program.
    fn visit(&mut self, start: u32) -> Result<(), Vec<u32>> {
        let mut stack = vec![(start, 0_usize)];
        while let Some(&mut (thing, ref mut next)) = stack.last_mut() {
            if *next == 0 {
                if self.state[thing as usize] == State::Done {
                    stack.pop();
                    continue;
                }
                self.state[thing as usize] = State::Open;
                self.path.push(thing);
            }
            if let Some(&whole) = self.direct[thing as usize].get(*next) {
                *next += 1;
                match self.state[whole as usize] {
                    State::New => stack.push((whole, 0)),
                    State::Done => {}
                    State::Open => {
                        let from = self.path.iter().position(|&t| t == whole).unwrap_or(0);
                        let mut circle = self.path[from..].to_vec();
                        circle.push(whole);
                        return Err(circle);
                    }
                }
                continue;
            }
            let mut wholes: Vec<u32> = self.direct[thing as usize]
                .iter()
                .flat_map(|&whole| std::iter::once(whole).chain(self.wholes[whole as usize].iter().copied()))
                .collect();
            wholes.sort_unstable();
            wholes.dedup();
            self.wholes[thing as usize] = wholes;
            self.state[thing as usize] = State::Done;
            self.path.pop();
            stack.pop();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Containment;

    #[test]
    fn a_part_of_a_part_is_a_part() {
        let places = Containment::build(4, &[(0, 1), (1, 2), (0, 3)]).expect("no circle");
        assert!(places.is_part(0, 2));
        assert!(!places.is_part(2, 0));
        assert!(!places.is_part(1, 1));
        assert_eq!(places.wholes(0), [1, 2, 3]);
    }

    #[test]
    fn a_circle_is_told_with_its_members() {
        assert_eq!(Containment::build(3, &[(0, 1), (1, 2), (2, 1)]).err(), Some(vec![1, 2, 1]));
    }
}
