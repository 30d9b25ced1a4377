import JSON
public import KafkaResources

/// What a rendering needs and the manifest does not say, because only the running cluster knows it.
public struct RenderingFacts: Sendable, Hashable {
  /// The address of each load balancer (a host name or an IP address), by the name of its ingress assignment
  /// (`IngressAssignment.name`: `<listener>`, or `<listener>-<ingressConfig>`).
  public var externalAddresses: [String: String]
  /// The address of every load balancer that `externalAddresses` does not name.
  public var defaultExternalAddress: String?
  /// The labels of the node that a broker runs on, by the broker's id. Racks come from them.
  public var nodeLabels: [Int32: [String: String]]
  /// The addresses of the node that a broker runs on, by the broker's id.
  public var nodeAddresses: [Int32: [KafkaCluster.NodeAddressType: String]]
  /// The port of the nodes that Kubernetes assigned to a NodePort Service, by the Service's name.
  public var nodePorts: [String: UInt16]
  /// The subject of the certificate in a user's Secret of key stores, by the Secret's name: `CN=kafka,O=Example`.
  public var certificateSubjects: [String: String]
  /// The id of the Kafka cluster, as `kafka-storage.sh random-uuid` prints one.
  public var clusterID: String?
  /// The volumes that a broker has used before, by its id: their mount paths. One of them that is found empty has lost
  /// its data and is not formatted.
  public var usedVolumes: [Int32: Set<String>]
  /// The claims that are there. A node goes on with its own, whatever their names are.
  public var existingClaims: ExistingClaims
  /// The controllers that a dynamic quorum began with, by their ids; nil while it has not begun: it begins with all that
  /// the manifest has.
  public var initialControllers: Set<Int32>?
  /// The UID of the KafkaCluster as the API server has it; nil where the manifest is only a file. What is made for the
  /// cluster goes with it, which an owner reference says by this UID.
  public var ownerUID: String?
  /// Where the Envoys find the control plane, and how they prove who they are.
  public var controlPlane: ControlPlaneEndpoint

  /// Facts, none of which need be known.
  public init(
    externalAddresses: [String: String] = [:], defaultExternalAddress: String? = nil,
    nodeLabels: [Int32: [String: String]] = [:],
    nodeAddresses: [Int32: [KafkaCluster.NodeAddressType: String]] = [:], nodePorts: [String: UInt16] = [:],
    certificateSubjects: [String: String] = [:], clusterID: String? = nil, usedVolumes: [Int32: Set<String>] = [:],
    existingClaims: ExistingClaims = ExistingClaims(), initialControllers: Set<Int32>? = nil,
    ownerUID: String? = nil, controlPlane: ControlPlaneEndpoint = ControlPlaneEndpoint()
  ) {
    self.externalAddresses = externalAddresses
    self.defaultExternalAddress = defaultExternalAddress
    self.nodeLabels = nodeLabels
    self.nodeAddresses = nodeAddresses
    self.nodePorts = nodePorts
    self.certificateSubjects = certificateSubjects
    self.clusterID = clusterID
    self.usedVolumes = usedVolumes
    self.existingClaims = existingClaims
    self.initialControllers = initialControllers
    self.ownerUID = ownerUID
    self.controlPlane = controlPlane
  }

  /// The id with which the volumes of a cluster are formatted: the manifest's own (the variable CLUSTER_ID), else the one
  /// that is known here, else that of its status; nil where none is known.
  public func clusterID(of cluster: KafkaCluster) -> String? {
    let written = cluster.spec.envs.last { $0["name"]?.stringValue == "CLUSTER_ID" }
    return written?["value"]?.stringValue ?? clusterID ?? cluster.status.clusterID
  }

  /// The address of a load balancer, by the name of its ingress assignment.
  public func externalAddress(of assignment: String) -> String? {
    externalAddresses[assignment] ?? defaultExternalAddress
  }
}
