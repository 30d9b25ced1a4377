public import JSON

/// An amount of a resource, exactly: `500m` of a CPU, `10Gi` of storage.
///
/// It is kept in billionths, the finest step that Kubernetes has; a finer part is rounded away from zero, so that what
/// was asked for is never less. Two quantities are equal when their values are, however they are written.
public struct Quantity: Sendable {
  /// How a quantity is written.
  public enum Format: Sendable, Hashable {
    /// With `n`, `u`, `m`, `k`, `M`, `G`, `T`, `P`, `E`: powers of 1000.
    case decimalSI
    /// With `Ki`, `Mi`, `Gi`, `Ti`, `Pi`, `Ei`: powers of 1024.
    case binarySI
    /// With an exponent: `1e3`.
    case decimalExponent
  }

  static let billion: Int128 = 1_000_000_000

  /// The value in billionths.
  let nanos: Int128
  /// How it is written, where the value allows it.
  public let format: Format
  /// What it was read from, where that is not the canonical text: an API server keeps some of those.
  private let written: Indirect<JSONValue>

  init(nanos: Int128, format: Format, written: JSONValue? = nil) {
    self.nanos = nanos
    self.format = format
    self.written = Indirect(wrappedValue: written)
  }

  /// A whole number: bytes, pods, CPUs.
  public init(_ value: Int64, format: Format = .decimalSI) {
    self.init(nanos: Int128(value) * Self.billion, format: format)
  }

  /// A number of thousandths.
  public init(milli: Int64, format: Format = .decimalSI) {
    self.init(nanos: Int128(milli) * 1_000_000, format: format)
  }

  /// Whether it is nothing.
  public var isZero: Bool { nanos == 0 }

  /// The value as a whole number, rounded up.
  ///
  /// - Throws: `ObjectError` where it does not fit into 64 bits.
  public func value() throws(ObjectError) -> Int64 { try scaled(by: Self.billion) }

  /// The value in thousandths, rounded up.
  ///
  /// - Throws: `ObjectError` where it does not fit into 64 bits.
  public func milliValue() throws(ObjectError) -> Int64 { try scaled(by: 1_000_000) }

  private func scaled(by unit: Int128) throws(ObjectError) -> Int64 {
    let (quotient, remainder) = nanos.quotientAndRemainder(dividingBy: unit)
    guard let value = Int64(exactly: remainder > 0 ? quotient + 1 : quotient) else {
      throw ObjectError("the quantity \(self) does not fit into 64 bits")
    }
    return value
  }

  /// The sum, written as this one is; nothing takes on the other's form.
  ///
  /// - Throws: `ObjectError` where the sum is beyond what a quantity can hold.
  public func adding(_ other: Quantity) throws(ObjectError) -> Quantity {
    let (sum, overflow) = nanos.addingReportingOverflow(other.nanos)
    if overflow { throw ObjectError("the sum of \(self) and \(other) is too large") }
    return Quantity(nanos: sum, format: isZero ? other.format : format)
  }
}

extension Quantity: Hashable, Comparable {
  /// Whether both are the same amount.
  public static func == (left: Quantity, right: Quantity) -> Bool { left.nanos == right.nanos }
  /// Whether the left one is less.
  public static func < (left: Quantity, right: Quantity) -> Bool { left.nanos < right.nanos }
  /// Feeds the amount.
  public func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}

extension Quantity: KubernetesValue, JSONConvertible {
  /// Reads a quantity; a number counts as its text, as in the API. What is not canonical is written again as it was.
  ///
  /// - Throws: `ObjectError` where it is none, or too large.
  public init(json: JSONValue) throws(ObjectError) {
    let read: Quantity
    switch json {
    case .string(let text):
      read = try Quantity(text)
      if read.description == text {
        self = read
        return
      }
    case .number(let number): read = try Quantity(number.text)
    default: throw .wrongKind(json, expected: "a quantity")
    }
    self.init(nanos: read.nanos, format: read.format, written: json)
  }

  /// What it was read from, or the canonical text where it was made.
  public var json: JSONValue { written.wrappedValue ?? .string(description) }
}
