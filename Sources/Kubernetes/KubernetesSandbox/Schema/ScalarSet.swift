/// Some of Unicode's scalars, as a class of a pattern names them.
struct ScalarSet: Sendable, Hashable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  /// `\d`, and the others that are written with one letter; nil where the letter is none.
  static func named(_ letter: Unicode.Scalar) -> ScalarSet? {
    switch letter {
    case "d": ScalarSet(ranges: [0x30...0x39])
    case "D": ScalarSet(ranges: [0x30...0x39], isNegated: true)
    case "w": ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    case "W": ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A], isNegated: true)
    case "s": ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    case "S": ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20], isNegated: true)
    default: nil
    }
  }

  /// Everything but the end of a line.
  static let dot = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

  static func only(_ scalar: Unicode.Scalar) -> ScalarSet { ScalarSet(ranges: [scalar.value...scalar.value]) }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }
}
