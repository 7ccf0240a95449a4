//! Texts parted at a mark, an ASCII character. Beside `value`; everything that reads a small grammar uses it.
//! The standard library's searches do the same, with 2 KB (brotli) of cases that no grammar here has.

/// Parts a text at the first mark: what stands before it and what stands behind it.
#[inline(never)]
pub(crate) fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == mark)?;
    let (before, rest) = text.split_at_checked(place)?;
    Some((before, rest.get(1..)?))
}

/// The parts of a text between its marks: one more than there are marks.
pub(crate) fn parts(text: &str, mark: u8) -> Parts<'_> {
    Parts { rest: Some(text), mark }
}

/// See [`parts`].
#[derive(Clone, Debug)]
pub(crate) struct Parts<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Parts<'a> {
    /// What comes next, without taking it.
    pub(crate) fn peek(&self) -> Option<&'a str> {
        self.clone().next()
    }

    /// Takes the next part if it is of a kind; says whether it was.
    pub(crate) fn take_if(&mut self, is_kind: impl FnOnce(&str) -> bool) -> bool {
        let taken = self.peek().is_some_and(is_kind);
        if taken {
            self.next();
        }
        taken
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        match cut(rest, self.mark) {
            Some((part, rest)) => {
                self.rest = Some(rest);
                Some(part)
            }
            None => Some(rest),
        }
    }
}

/// The text without the ASCII white space around it.
pub(crate) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes().trim_ascii();
    core::str::from_utf8(bytes).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn parts_stand_between_marks() {
        assert_eq!(cut("a:b:c", b':'), Some(("a", "b:c")));
        assert_eq!(cut("é", b':'), None);
        assert_eq!(parts("a--é", b'-').collect::<Vec<_>>(), ["a", "", "é"]);
        assert_eq!(parts("", b'-').collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn a_part_is_taken_if_it_is_of_the_kind() {
        let mut parts = parts("a-b", b'-');
        assert!(!parts.take_if(|part| part == "b"));
        assert!(parts.take_if(|part| part == "a"));
        assert_eq!(parts.next(), Some("b"));
    }
}
