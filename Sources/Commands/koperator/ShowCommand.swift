import ArgumentParsing
import ClusterTopology
import Coordinator
import EnvoyConfig
import Foundation
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
    discussion:
      "The resources are printed by access point and type, in the JSON mapping of Envoy's own messages. With --secrets the "
      + "certificates that Envoy would show are checked and printed; private keys never are.",
    options: [
      InputFiles.file, endpoints, ServeCommand.secrets, accessPoint, Output.format, InputFiles.listenAddress,
      InputFiles.namespace,
    ]
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
      let resources = EnvoyResources(
        of: topology, accessPoint: point, options: options,
        certificate: try certificate(of: point, in: arguments.value(ServeCommand.secrets)))
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

  /// The certificate that Envoys of an access point would show.
  ///
  /// - Throws: That it is not good for them, or cannot be read.
  private static func certificate(
    of point: AccessPoint, in folder: String?
  ) throws(InputFiles.Failure) -> ServerCertificate? {
    guard let folder, let name = point.secretName else { return nil }
    let place = "\(folder)/\(name)"
    do throws(TLSSecret.Unusable) {
      let secret = try TLSSecret(name: name, SecretFolder.content(of: place))
      let date = Int64(Date().timeIntervalSince1970)
      if let problem = secret.problem(at: date) ?? secret.problem(for: point) {
        throw TLSSecret.Unusable(message: problem)
      }
      return secret.certificate
    } catch {
      throw InputFiles.failure(.invalidInput, "\(place): \(error.message)")
    }
  }
}
