import CAgentAPI
import Glibc

/// Reads the server's messages, by protobuf-c's generated C, in bounded memory.
public enum MessageDecoder {
  /// The largest message that is read, in bytes: the server has little to say.
  public static let maximumSize = 16 << 10
  /// The most memory that protobuf-c may take for one, in bytes.
  static let maximumMemory = 256 << 10
  /// The longest text that is kept, in bytes.
  static let maximumText = 256
  /// The most capabilities that are kept.
  static let maximumCapabilities = 64

  /// The message; nil where the bytes are none, or it is too large.
  public static func decode(_ bytes: [UInt8]) -> AgentInput? {
    guard bytes.count <= maximumSize else { return nil }
    var budget = maximumMemory
    return unsafe withUnsafeMutablePointer(to: &budget) { budget in
      var allocator = unsafe ProtobufCAllocator(alloc: takeFromBudget, free: giveBack, allocator_data: budget)
      return unsafe bytes.withUnsafeBufferPointer { buffer in
        // It wants a place even for no bytes.
        var none: UInt8 = 0
        let message = unsafe withUnsafePointer(to: &none) { none in
          unsafe koperator__agent__v1__server_message__unpack(&allocator, buffer.count, buffer.baseAddress ?? none)
        }
        guard let message = unsafe message else { return nil }
        defer { unsafe koperator__agent__v1__server_message__free_unpacked(message, &allocator) }
        return unsafe read(message.pointee)
      }
    }
  }

  private static func read(_ message: Koperator__Agent__V1__ServerMessage) -> AgentInput {
    switch unsafe message.message_case {
    case KOPERATOR__AGENT__V1__SERVER_MESSAGE__MESSAGE_WELCOME:
      guard let value = unsafe message.welcome?.pointee else { return .unknown }
      var welcome = ServerWelcome()
      welcome.version = unsafe text(value.version)
      for index in 0..<min(unsafe value.n_capabilities, maximumCapabilities) {
        welcome.capabilities.append(unsafe text(value.capabilities[index]))
      }
      welcome.lastSequence = unsafe value.last_sequence
      welcome.intervalMilliseconds = unsafe value.interval_ms
      return .welcome(welcome)
    case KOPERATOR__AGENT__V1__SERVER_MESSAGE__MESSAGE_SAMPLING:
      guard let value = unsafe message.sampling?.pointee else { return .unknown }
      return .sampling(intervalMilliseconds: unsafe value.interval_ms)
    default: return .unknown
    }
  }

  /// A text of C's, of its first bytes; what is no UTF-8 in it is U+FFFD.
  private static func text(_ start: UnsafeMutablePointer<CChar>?) -> String {
    guard let start = unsafe start else { return "" }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: strnlen(start, maximumText))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}

/// Memory within the budget; protobuf-c takes nil as a failure, and gives back what it had.
private func takeFromBudget(_ budget: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
  guard let left = unsafe budget?.assumingMemoryBound(to: Int.self), size >= 0, unsafe size <= left.pointee else {
    return nil
  }
  unsafe left.pointee -= size
  return unsafe malloc(max(size, 1))
}

private func giveBack(_ budget: UnsafeMutableRawPointer?, _ pointer: UnsafeMutableRawPointer?) { unsafe free(pointer) }
