import KubernetesObjects

/// What a container mounts: where its paths are, and the files that are put there.
///
/// Folders (claims, `emptyDir`) are shared by the containers of a pod. Files of objects are written once for each
/// container, below its root, since their texts name that container's paths.
struct ContainerMounts {
  /// The container's folder: its working directory and `/tmp`, and what is mounted there from objects.
  let root: String
  /// Where its paths are.
  var paths = ContainerPaths()
  /// Folders to be made.
  private(set) var folders: [String]
  private var objects: [VolumeContent.File] = []

  init(root: String) {
    self.root = root
    folders = [root, "\(root)/tmp"]
    paths.map("/tmp", to: "\(root)/tmp")
  }

  /// The texts of ConfigMaps.
  var texts: [String] {
    var texts: [String] = []
    for file in objects where file.isText { texts.append(String(decoding: file.bytes, as: UTF8.self)) }
    return texts
  }

  /// Adds a mount.
  mutating func add(
    _ mount: VolumeMount, _ content: VolumeContent, variables: [String: String], field: String
  ) throws(TranslationError) {
    guard mount.mountPath.hasPrefix("/"), mount.mountPath.contains(where: { $0 != "/" }) else {
      throw TranslationError(
        .unsupported, "\(field).mountPath: '\(mount.mountPath)' must be an absolute path below the root folder")
    }
    var part = mount.subPath ?? ""
    if let expression = mount.subPathExpr { part = VariableReferences.expanded(expression, by: variables) }
    if !part.isEmpty { part = try VolumeReader.checkedPart(part, field: "\(field).subPath") }
    switch content {
    case .folder(let folder):
      let host = part.isEmpty ? folder : "\(folder)/\(part)"
      folders.append(host)
      paths.map(mount.mountPath, to: host)
    case .files(let files):
      let path = String(mount.mountPath.reversed().drop { $0 == "/" }.reversed())
      let host = root + path
      if part.isEmpty { folders.append(host) }
      paths.map(mount.mountPath, to: host)
      for file in files {
        var file = file
        if part.isEmpty {
          file.path = "\(host)/\(file.path)"
        } else if file.path == part {
          file.path = host
        } else if file.path.hasPrefix(part + "/") {
          file.path = host + file.path.dropFirst(part.count)
        } else {
          continue
        }
        objects.append(file)
      }
    }
  }

  /// The files, with the paths and addresses of this machine.
  func files(as role: ContainerRole, place: PodPlace, programs: SandboxPrograms) -> [PodProcesses.File] {
    var files: [PodProcesses.File] = []
    for file in objects {
      let bytes =
        file.isText
        ? Array(
          translated(String(decoding: file.bytes, as: UTF8.self), as: role, place: place, programs: programs).utf8)
        : file.bytes
      files.append(.init(path: file.path, bytes: bytes, mode: file.mode))
    }
    return files
  }

  private func translated(_ text: String, as role: ContainerRole, place: PodPlace, programs: SandboxPrograms) -> String
  {
    switch role {
    case .kafka, .agent:
      if let translated = KafkaConfiguration.translated(text, address: place.address, paths: paths) {
        return translated
      }
    case .envoy:
      let bootstrap = EnvoyBootstrap(
        address: place.address, paths: paths, workingDirectory: root, names: place.names,
        systemResolves: programs.nssWrapper != nil)
      if let translated = bootstrap.translated(text) { return translated }
    case .command, .leftOut: break
    }
    return LoopbackAddresses.rewritten(paths.rewritten(text), to: place.address)
  }
}
