// Generated from proto/ by protoc-gen-koperator. Do not edit: change the definitions.

public import Protobuf

/// The messages that this module defines.
public enum TestTypes {
  /// All of them, for JSON's `Any`.
  public static let registry = ProtobufTypeRegistry([
    Keeper.self,
    Kinds.self,
    Kinds.Inner.self,
    Presence.self,
  ])
}
