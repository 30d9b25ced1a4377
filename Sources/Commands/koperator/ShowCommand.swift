import ArgumentParsing
import ClusterTopology
import EnvoyConfig
import JSON
import KafkaResources
import Protobuf

/// `koperator envoy show`: every resource that Envoy would get.
enum ShowCommand {
  private static let endpoints = Option(
    "endpoints", letter: "e", .file, placeholder: "FILE", help: "Where the brokers are (YAML).", isRequired: true)
  private static let accessPoint = Option(
    "access-point", letter: "a", .text, placeholder: "NAME", help: "Only this access point; all where it is not given.")

  static let command = Command(
    "show", summary: "Print every resource that Envoy would get.",
    discussion: "The resources are printed by access point and type, in the JSON mapping of Envoy's own messages.",
    options: [InputFiles.file, endpoints, accessPoint, Output.format, InputFiles.listenAddress, InputFiles.namespace]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    let cluster = try InputFiles.cluster(
      arguments.required(InputFiles.file), namespace: arguments.required(InputFiles.namespace))
    let reports = try InputFiles.reports(arguments.required(endpoints), for: cluster)
    let options = EnvoyOptions(listenAddress: try InputFiles.address(arguments))
    var membership = BootstrapMembership()
    let topology = ClusterTopology(cluster, reports: reports, membership: &membership, at: .zero)
    var points = topology.accessPoints
    if let name = arguments.value(accessPoint) { points = [try InputFiles.accessPoint(name, of: cluster)] }
    var list: [JSONValue] = []
    for point in points {
      let resources = EnvoyResources(of: topology, accessPoint: point, options: options)
      var entry: JSONObject = ["accessPoint": .string(point.name), "group": .string(point.groupName)]
      do throws(ProtobufError) {
        let members = try resources.jsonValue().objectValue ?? [:]
        for key in members.keys { entry[key] = members[key] }
      } catch {
        throw InputFiles.failure(.failure, "a resource cannot be shown: \(error)")
      }
      list.append(.object(entry))
    }
    Output.print(["accessPoints": .array(list)], arguments)
  }
}
