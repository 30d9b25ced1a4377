public import KubernetesObjects

/// What the node asks others for: the folders of claims, addresses, and what a pod is on this machine.
public struct NodePlaces: Sendable {
  /// The folder of a claim that is bound; it is made where it is not there.
  public var claimFolder:
    @Sendable (_ namespace: String, _ name: String, _ uid: String, _ bytes: Int64) async throws(PodTrouble) -> String
  /// An address that no other pod has.
  public var newAddress: @Sendable () throws(PodTrouble) -> String
  /// An address is not needed any more.
  public var releaseAddress: @Sendable (_ address: String) -> Void
  /// What a pod is on this machine.
  public var translate:
    @Sendable (Pod, PodPlace, SandboxPrograms, [String: ConfigMap], [String: Secret]) throws(PodTrouble) -> PodProcesses

  /// Places.
  public init(
    claimFolder:
      @escaping @Sendable (_ namespace: String, _ name: String, _ uid: String, _ bytes: Int64) async throws(PodTrouble)
      -> String,
    newAddress: @escaping @Sendable () throws(PodTrouble) -> String,
    releaseAddress: @escaping @Sendable (_ address: String) -> Void,
    translate:
      @escaping @Sendable (Pod, PodPlace, SandboxPrograms, [String: ConfigMap], [String: Secret]) throws(PodTrouble)
      -> PodProcesses
  ) {
    self.claimFolder = claimFolder
    self.newAddress = newAddress
    self.releaseAddress = releaseAddress
    self.translate = translate
  }
}

/// Why a pod cannot be started here, as its status says it.
public struct PodTrouble: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, in one word of the kubelet's: `CreateContainerConfigError`, `ContainerCreating`.
  public let reason: String
  /// What is wrong, and the remedy.
  public let message: String

  /// A trouble.
  public init(reason: String, message: String) {
    self.reason = reason
    self.message = message
  }

  /// The message.
  public var description: String { message }

  /// Something that containers name is not as it must be.
  public static func configuration(_ message: String) -> PodTrouble {
    PodTrouble(reason: "CreateContainerConfigError", message: message)
  }

  /// Something that may come is not there yet.
  public static func notYet(_ message: String) -> PodTrouble {
    PodTrouble(reason: "ContainerCreating", message: message)
  }
}
