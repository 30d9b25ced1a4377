// Generated from proto/ by protoc-gen-koperator. Do not edit: change the definitions.

public import Protobuf

/// The messages that this module defines.
public enum AgentTypes {
  /// All of them, for JSON's `Any`.
  public static let registry = ProtobufTypeRegistry([
    AgentMessage.self,
    BrokerGone.self,
    BrokerIdentity.self,
    BrokerReport.self,
    Certificate.self,
    DirIdentity.self,
    Figures.self,
    Heartbeat.self,
    Hello.self,
    Kafka.self,
    Listener.self,
    LogDir.self,
    PartitionSum.self,
    Partitions.self,
    Process.self,
    Sampling.self,
    ServerMessage.self,
    Space.self,
    Transition.self,
    Welcome.self,
    WriteProbe.self,
  ])
}
