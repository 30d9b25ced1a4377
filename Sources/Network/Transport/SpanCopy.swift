extension [UInt8] {
  /// A copy of bytes that live no longer than the call that brought them (`ConnectionHandler.received`).
  public init(copying bytes: Span<UInt8>) { self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) } }
}
