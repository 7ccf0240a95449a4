//! The shapes of a record's objects, as data: which keys, what each holds, what its lack means. One walk over them reads
//! (`read`), one writes (`write`), one makes the JSON Schema (`schema`); typed accessors give what was read.
//! Data instead of code, because code for a hundred fields is what every reader of a page would download.

use alloc::vec::Vec;

use super::read::Reader;
#[cfg(target_arch = "wasm32")]
use crate::closed_set::{place_of as place_of_word, word_at};
use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// An object of the format.
#[derive(Debug)]
pub struct Shape {
    /// The type's name in the schema.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) name: &'static str,
    /// What the object is called in a sentence.
    pub(crate) what: &'static str,
    /// The names of its keys, in the order of the format, each with a space behind it.
    pub(crate) names: &'static str,
    /// The names in a table, which is searched faster. Readers of a page get the text alone.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) table: &'static [&'static str],
    /// Its keys, in the same order.
    pub(crate) keys: &'static [Key],
    /// Which keys an object must have, a bit for each place: those whose lack costs it, and all that the format asks for.
    pub(crate) required: u32,
    pub(crate) expected: u32,
    /// A last check of the whole object, which reports why it fails; what fails is left out.
    pub(crate) only_if: fn(&Fields, &mut Reader) -> bool,
}

#[cfg(target_arch = "wasm32")]
impl Shape {
    /// The place of a key, which is often that behind the one before.
    pub(crate) fn place_of(&self, name: &str, _behind: usize) -> Option<usize> {
        place_of_word(self.names, name)
    }

    /// The name of the key at a place.
    pub(crate) fn name_at(&self, place: usize) -> &'static str {
        word_at(self.names, place)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Shape {
    /// The keys with their names.
    pub(crate) fn named_keys(&self) -> impl Iterator<Item = (&'static str, &'static Key)> + use<> {
        self.table.iter().copied().zip(self.keys)
    }

    /// The place of a key, which is often that behind the one before.
    pub(crate) fn place_of(&self, name: &str, behind: usize) -> Option<usize> {
        let (before, behind) = self.table.split_at_checked(behind)?;
        let place = |keys: &[&str]| keys.iter().position(|known| *known == name);
        place(behind).map(|place| before.len() + place).or_else(|| place(before))
    }

    /// The name of the key at a place.
    pub(crate) fn name_at(&self, place: usize) -> &'static str {
        self.table.get(place).copied().unwrap_or_default()
    }
}

/// A key of an object: all but its name.
#[derive(Debug)]
pub struct Key {
    pub(crate) kind: Kind,
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) doc: &'static str,
}

/// What the lack of a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is fine.
    Optional,
    /// The format requires it, but it costs nothing else.
    Expected,
    /// It costs the object.
    Required,
}

/// The places of keys that are needed so much at least, a bit for each.
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
pub(crate) const fn needed(needs: &[Need], least: Need) -> u32 {
    let (mut places, mut place) = (0, 0);
    while place < needs.len() {
        if needs[place] as u8 >= least as u8 {
            places |= 1 << place;
        }
        place += 1;
    }
    places
}

/// What a key holds.
#[derive(Debug)]
pub enum Kind {
    Text,
    Prose,
    Url,
    Date,
    Lang,
    Slug,
    /// A number, from the first to the second.
    Number(&'static (Decimal, Decimal)),
    Flag,
    /// The number 1, the version of the format.
    Version,
    /// A word of a closed set.
    Word(&'static Set),
    Object(&'static Shape),
    List(&'static Kind),
}

/// The words of a closed set, as [`Shape`] has the names of keys.
#[derive(Debug)]
pub struct Set {
    pub(crate) words: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) table: &'static [&'static str],
}

impl Set {
    /// The place of a word.
    pub(crate) fn place_of(&self, word: &str) -> Option<usize> {
        #[cfg(target_arch = "wasm32")]
        return place_of_word(self.words, word);
        #[cfg(not(target_arch = "wasm32"))]
        self.table.iter().position(|known| *known == word)
    }
}

/// A value that was read and may be shown.
// Natively the tag takes a whole word. Behind a tag of one byte, the rest would be copied in pieces that lie across two writes
// just made, and a processor waits until those have reached memory: reading took a tenth longer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), repr(usize))]
pub enum Field {
    /// Nothing was there, or nothing that can be shown.
    Absent,
    Text(Text),
    Prose(Prose),
    Url(SafeUrl),
    Date(PartialDate),
    Lang(Lang),
    Slug(Slug),
    Number(Decimal),
    Flag(bool),
    Version,
    /// A word, by its place in its closed set.
    Word(usize),
    Object(Fields),
    List(Vec<Field>),
}

impl Field {
    /// Whether nothing is there. Shorter to download than `==`, which would compare all the rest.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// An object's values, in the order of its shape's keys; none need stand behind the last that is there.
#[derive(Clone, Debug)]
pub struct Fields(pub(crate) Vec<Field>);

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let places = self.0.len().max(other.0.len());
        (0..places).all(|place| self.at(place) == other.at(place))
    }
}

impl Eq for Fields {}

impl Fields {
    /// The fields of an object that is not there.
    pub(crate) const NONE: Self = Self(Vec::new());

    /// The value at a key's place.
    pub(crate) fn at(&self, place: usize) -> &Field {
        self.0.get(place).unwrap_or(&Field::Absent)
    }

    /// The items of a list at a key's place, to be changed.
    pub(crate) fn list_mut(&mut self, place: usize) -> Option<&mut Vec<Field>> {
        match self.0.get_mut(place) {
            Some(Field::List(items)) => Some(items),
            _ => None,
        }
    }
}

/// The place of a name among names that have a space behind each, found when the program is compiled.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; and it runs in the compiler")]
pub(crate) const fn place_of(names: &str, name: &str) -> usize {
    let (names, name) = (names.as_bytes(), name.as_bytes());
    let (mut at, mut place) = (0, 0);
    while at < names.len() {
        let mut same = 0;
        while same < name.len() && names[at] == name[same] {
            (at, same) = (at + 1, same + 1);
        }
        if same == name.len() && names[at] == b' ' {
            return place;
        }
        while names[at] != b' ' {
            at += 1;
        }
        (at, place) = (at + 1, place + 1);
    }
    place
}

/// A type that a key can hold: how it is read, and how it is taken from a field.
pub trait Stored {
    /// What the shape says of it.
    const KIND: Kind;
    /// What an accessor gives.
    type Out<'a>;
    /// The value in a field.
    fn get(field: &Field) -> Option<Self::Out<'_>>;
}

macro_rules! stored {
    ($($type:ident: $kind:expr, $variant:ident;)+) => {$(
        impl Stored for $type {
            const KIND: Kind = $kind;
            type Out<'a> = &'a Self;

            fn get(field: &Field) -> Option<&Self> {
                match field {
                    Field::$variant(value) => Some(value),
                    _ => None,
                }
            }
        }
    )+};
}

stored! {
    Text: Kind::Text, Text;
    Prose: Kind::Prose, Prose;
    SafeUrl: Kind::Url, Url;
    PartialDate: Kind::Date, Date;
    Lang: Kind::Lang, Lang;
    Slug: Kind::Slug, Slug;
    Decimal: Kind::Number(&(Decimal::whole(-Decimal::MAX), Decimal::whole(Decimal::MAX))), Number;
}

/// A list of values, each of which may be shown.
#[derive(Clone, Debug)]
pub struct List<'a, T> {
    items: core::slice::Iter<'a, Field>,
    get: fn(&'a Field) -> Option<T>,
}

impl<'a, T> List<'a, T> {
    pub(crate) fn new(items: &'a [Field], get: fn(&'a Field) -> Option<T>) -> Self {
        Self { items: items.iter(), get }
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.items.len() == 0
    }

    /// The item at a place, from 0.
    pub fn get(&self, place: usize) -> Option<T> {
        self.items.as_slice().get(place).and_then(self.get)
    }
}

impl<T> Iterator for List<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        // A list holds values of its kind only; what is not is passed over.
        loop {
            if let Some(item) = (self.get)(self.items.next()?) {
                return Some(item);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.items.len()))
    }
}

impl<T> ExactSizeIterator for List<'_, T> {
    fn len(&self) -> usize {
        self.items.len()
    }
}

/// Writes a closed set of words that a key can hold.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident $values:tt) => {
        crate::closed_set::closed_set! { $(#[$meta])* pub enum $name $values }

        impl crate::record::shape::Stored for $name {
            const KIND: crate::record::shape::Kind = crate::record::shape::Kind::Word(&crate::record::shape::Set {
                words: Self::WORDS,
                #[cfg(not(target_arch = "wasm32"))]
                table: Self::TABLE,
            });
            type Out<'a> = Self;

            fn get(field: &crate::record::shape::Field) -> Option<Self> {
                match field {
                    crate::record::shape::Field::Word(place) => Self::ALL.get(*place).copied(),
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use words;

/// Writes an object of the format: its shape, and a type with an accessor for each key.
///
/// Before each field stands what its lack means: `required` costs the object, `expected` is required by the format but
/// costs nothing else, `optional` is fine, `list` and `flag` are empty and false. Objects inside stand in braces.
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident ($what:literal $(, only if $check:path)?) {
        $($(#[doc = $doc:literal])+ $need:ident $field:ident: $type:tt = $key:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<'a>(pub(crate) &'a crate::record::shape::Fields);

        impl $name<'_> {
            const NAMES: &'static str = concat!($($key, " "),+);

            const KEYS: &'static [crate::record::shape::Key] = &[$(crate::record::shape::Key {
                kind: crate::record::shape::object!(@kind $need $type),
                #[cfg(not(target_arch = "wasm32"))]
                doc: concat!($($doc),+),
            },)+];

            const NEEDS: &'static [crate::record::shape::Need] = &[$(crate::record::shape::object!(@need $need)),+];

            /// The object's shape: keys, kinds, needs.
            pub(crate) const SHAPE: &'static crate::record::shape::Shape = &crate::record::shape::Shape {
                #[cfg(not(target_arch = "wasm32"))]
                name: stringify!($name),
                what: $what,
                names: Self::NAMES,
                #[cfg(not(target_arch = "wasm32"))]
                table: &[$($key),+],
                keys: Self::KEYS,
                required: crate::record::shape::needed(Self::NEEDS, crate::record::shape::Need::Required),
                expected: crate::record::shape::needed(Self::NEEDS, crate::record::shape::Need::Expected),
                only_if: crate::record::shape::object!(@check $($check)?),
            };

            /// The place of a key. To be asked for in a `const`: the search must not be what readers download.
            pub(crate) const fn place(key: &str) -> usize {
                crate::record::shape::place_of(Self::NAMES, key)
            }
        }

        impl<'a> $name<'a> {
            $(
                $(#[doc = $doc])+
                pub fn $field(self) -> crate::record::shape::object!(@out $need $type) {
                    let place = const { Self::place($key) };
                    crate::record::shape::object!(@get $need $type (self.0) place)
                }
            )+
        }

        impl crate::record::shape::Stored for $name<'_> {
            const KIND: crate::record::shape::Kind = crate::record::shape::Kind::Object(Self::SHAPE);
            type Out<'a> = $name<'a>;

            fn get(field: &crate::record::shape::Field) -> Option<$name<'_>> {
                match field {
                    crate::record::shape::Field::Object(fields) => Some($name(fields)),
                    _ => None,
                }
            }
        }
    };
    (@check) => { |_, _| true };
    (@check $check:path) => { $check };
    (@need required) => { crate::record::shape::Need::Required };
    (@need expected) => { crate::record::shape::Need::Expected };
    (@need $need:ident) => { crate::record::shape::Need::Optional };
    (@kind flag bool) => { crate::record::shape::Kind::Flag };
    (@kind list {$type:ident}) => { crate::record::shape::Kind::List(&<$type<'static> as crate::record::shape::Stored>::KIND) };
    (@kind list $type:ident) => { crate::record::shape::Kind::List(&<$type as crate::record::shape::Stored>::KIND) };
    (@kind $need:ident {$type:ident}) => { <$type<'static> as crate::record::shape::Stored>::KIND };
    (@kind $need:ident $type:ident) => { <$type as crate::record::shape::Stored>::KIND };
    (@out flag bool) => { bool };
    (@out list {$type:ident}) => { crate::record::shape::List<'a, $type<'a>> };
    (@out list $type:ident) => { crate::record::shape::List<'a, <$type as crate::record::shape::Stored>::Out<'a>> };
    (@out required {$type:ident}) => { $type<'a> };
    (@out required $type:ident) => { &'a $type };
    (@out $need:ident {$type:ident}) => { Option<$type<'a>> };
    (@out $need:ident $type:ident) => { Option<<$type as crate::record::shape::Stored>::Out<'a>> };
    (@get flag bool ($fields:expr) $place:ident) => { crate::record::shape::flag($fields, $place) };
    (@get list {$type:ident} ($fields:expr) $place:ident) => {
        crate::record::shape::items::<$type<'static>>($fields, $place)
    };
    (@get list $type:ident ($fields:expr) $place:ident) => { crate::record::shape::items::<$type>($fields, $place) };
    // The reader gives no object without its required fields; the blank ones are never shown.
    (@get required {$type:ident} ($fields:expr) $place:ident) => {
        crate::record::shape::value::<$type<'static>>($fields, $place)
            .unwrap_or($type(const { &crate::record::shape::Fields::NONE }))
    };
    (@get required $type:ident ($fields:expr) $place:ident) => {
        crate::record::shape::value::<$type>($fields, $place).unwrap_or(const { &$type::BLANK })
    };
    (@get $need:ident {$type:ident} ($fields:expr) $place:ident) => {
        crate::record::shape::value::<$type<'static>>($fields, $place)
    };
    (@get $need:ident $type:ident ($fields:expr) $place:ident) => {
        crate::record::shape::value::<$type>($fields, $place)
    };
}
pub(crate) use object;

/// The value at a place. Not inline, as the two below: views ask a hundred times.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn value<T: Stored>(fields: &Fields, place: usize) -> Option<T::Out<'_>> {
    T::get(fields.at(place))
}

/// The items of the list at a place.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn items<T: Stored>(fields: &Fields, place: usize) -> List<'_, T::Out<'_>> {
    let items: &[Field] = match fields.at(place) {
        Field::List(items) => items,
        _ => &[],
    };
    List::new(items, T::get)
}

/// Whether the flag at a place is set.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn flag(fields: &Fields, place: usize) -> bool {
    matches!(fields.at(place), Field::Flag(true))
}
