/// The message types that JSON may meet inside an `Any`.
public struct ProtobufTypeRegistry: Sendable {
  private var types: [String: any ProtobufMessage.Type] = [:]
  /// How many `Any` inside each other are still followed: each holds bytes whose own nesting is counted anew.
  private var remainingDepth = 100

  /// A registry of these types, and of the well-known ones.
  public init(_ messages: [any ProtobufMessage.Type] = []) {
    let wellKnown: [any ProtobufMessage.Type] = [
      ProtobufAny.self, ProtobufDuration.self, ProtobufTimestamp.self, ProtobufStruct.self, ProtobufValue.self,
      ProtobufListValue.self, ProtobufEmpty.self, ProtobufWrapperMessage<ProtobufDouble>.self,
      ProtobufWrapperMessage<ProtobufFloat>.self, ProtobufWrapperMessage<ProtobufInt64>.self,
      ProtobufWrapperMessage<ProtobufUInt64>.self, ProtobufWrapperMessage<ProtobufInt32>.self,
      ProtobufWrapperMessage<ProtobufUInt32>.self, ProtobufWrapperMessage<ProtobufBool>.self,
      ProtobufWrapperMessage<ProtobufString>.self, ProtobufWrapperMessage<ProtobufBytes>.self,
    ]
    for type in wellKnown + messages { types[type.protobufName] = type }
  }

  /// The type with that full name.
  public func type(named name: String) -> (any ProtobufMessage.Type)? { types[name] }

  /// The type that a type URL names: what follows its last slash.
  public func type(forURL url: String) -> (any ProtobufMessage.Type)? {
    guard let slash = url.lastIndex(of: "/") else { return nil }
    return types[String(url[url.index(after: slash)...])]
  }

  /// The registry for what is inside an `Any`.
  ///
  /// - Throws: `ProtobufError` where a hundred of them lie inside each other.
  func nested() throws(ProtobufError) -> ProtobufTypeRegistry {
    guard remainingDepth > 0 else { throw ProtobufError(.limit, "messages are nested too deeply") }
    var inner = self
    inner.remainingDepth -= 1
    return inner
  }

  /// The full names, sorted.
  public var names: [String] { types.keys.sorted() }
}
