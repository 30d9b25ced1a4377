/// What a command ends with; `docs/usage.md` lists the same.
public struct ExitCode: RawRepresentable, Sendable, Hashable {
  /// The number.
  public let rawValue: Int32
  /// The code with that number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// 0: done.
  public static let success = ExitCode(rawValue: 0)
  /// 1: something failed.
  public static let failure = ExitCode(rawValue: 1)
  /// 2: the command line is not understood.
  public static let usage = ExitCode(rawValue: 2)
  /// 3: an input file is not valid.
  public static let invalidInput = ExitCode(rawValue: 3)
  /// 4: an address cannot be listened on.
  public static let cannotListen = ExitCode(rawValue: 4)
}
