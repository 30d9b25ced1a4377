import KubernetesObjects

/// Turns one container of a pod into a process; see `PodTranslation`.
struct ContainerTranslation {
  let pod: Pod
  let place: PodPlace
  let programs: SandboxPrograms
  let objects: NamespaceObjects
  let fields: PodFields

  /// The process of a container, whose files and folders go into `result`; nil for one that is left out.
  func process(
    of container: Container, field: String, into result: inout PodProcesses
  ) throws(TranslationError) -> ContainerProcess? {
    // What is left out must not fail for want of what it mounts.
    if case .leftOut(let reason) = try ContainerRole.of(container, texts: [], programs: programs, field: field) {
      result.leftOut.append(.init(container: container.name, reason: reason))
      return nil
    }
    let manifest = try ContainerEnvironment(objects: objects, fields: fields).values(of: container, field: field)
    var mounts = ContainerMounts(root: "\(place.folder)/containers/\(container.name)")
    let reader = VolumeReader(objects: objects, fields: fields, place: place)
    for mount in container.volumeMounts {
      let field = "\(field).volumeMounts[\(mount.name)]"
      guard let volume = pod.spec?.volumes.first(where: { $0.name == mount.name }) else {
        throw TranslationError(
          .unsupported, "\(field): the pod has no volume '\(mount.name)'; add it to spec.volumes",
          container: container.name)
      }
      try mounts.add(
        mount, try reader.content(of: volume, for: container), variables: manifest, field: field)
    }
    let role = try ContainerRole.of(container, texts: mounts.texts, programs: programs, field: field)
    if case .kafka(let home) = role {
      mounts.paths.map(ContainerRole.kafkaFolder, to: home)
      if let exporter = programs.jmxExporter { mounts.paths.map(ContainerRole.exporterFile, to: exporter) }
    }
    let files = mounts.files(as: role, place: place, programs: programs)
    result.files += files
    result.folders += mounts.folders
    var process = try start(
      container, as: role, manifest: manifest, paths: mounts.paths, root: mounts.root, field: field)
    if process.workingDirectory.hasPrefix(mounts.root) { result.folders.append(process.workingDirectory) }
    if mayBeJava(role) {
      let properties = Array(JavaOptions.securityProperties.utf8)
      result.files.append(PodProcesses.File(path: securityFile(mounts.root), bytes: properties))
    }
    let missing = prepare(&process, as: role, root: mounts.root)
    if case .kafka = role { process.environment["VOLUME_NAMES"] = volumeNames(container, mounts.paths) }
    let probes = ProbeTranslation(
      container: container, address: place.address, missingPort: missing,
      rewrite: { rewritten($0, paths: mounts.paths) })
    process.startupProbe = try probes.probe(container.startupProbe, field: field + ".startupProbe")
    process.readinessProbe = try probes.probe(container.readinessProbe, field: field + ".readinessProbe")
    process.livenessProbe = try probes.probe(container.livenessProbe, field: field + ".livenessProbe")
    process.preStop = probes.hook(container.lifecycle?.preStop)
    process.postStart = probes.hook(container.lifecycle?.postStart)
    return process
  }

  /// Program, arguments and the manifest's environment.
  private func start(
    _ container: Container, as role: ContainerRole, manifest: [String: String], paths: ContainerPaths, root: String,
    field: String
  ) throws(TranslationError) -> ContainerProcess {
    var words: [String] = []
    for word in container.command + container.args {
      words.append(rewritten(VariableReferences.expanded(word, by: manifest), paths: paths))
    }
    if case .envoy(let program) = role {
      if container.command.isEmpty { words.insert(program, at: 0) } else { words[0] = program }
      // Envoys of one machine would take each other for their predecessors.
      if !words.contains(where: { ["--base-id", "--use-dynamic-base-id", "--disable-hot-restart"].contains($0) }) {
        words.append("--disable-hot-restart")
      }
    }
    if case .agent(let program) = role {
      if container.command.isEmpty { words.insert(program, at: 0) } else { words[0] = program }
    }
    guard !container.command.isEmpty || !words.isEmpty && role != .command else {
      throw TranslationError(
        .unsupported, "\(field).command: what the image starts by itself is not known here; set the command",
        container: container.name)
    }
    var environment = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": root, "TMPDIR": "\(root)/tmp",
      "HOSTNAME": pod.spec?.hostname ?? pod.metadata.name,
    ]
    for (name, value) in manifest { environment[name] = rewritten(value, paths: paths) }
    var directory = root
    if let path = container.workingDir { directory = paths.host(of: path) ?? root + path }
    let command = ProbeTranslation.program(words)
    return ContainerProcess(
      name: container.name, executable: command[0], arguments: Array(command.dropFirst()), environment: environment,
      workingDirectory: directory, isSidecar: container.restartPolicy == "Always")
  }

  /// What each kind of program is told besides, in its environment.
  ///
  /// - Returns: the port that the manifest promises and nothing here listens on.
  private func prepare(_ process: inout ContainerProcess, as role: ContainerRole, root: String) -> UInt16? {
    let java = JavaOptions(
      address: place.address, hostsFile: place.hostsFile, securityFile: securityFile(root),
      exporter: isBuiltIn(role) ? nil : programs.jmxExporter)
    var missing: UInt16?
    if let home = programs.javaHome {
      process.environment["JAVA_HOME"] = home
      process.environment["PATH"] = "\(home)/bin:" + (process.environment["PATH"] ?? "")
    }
    switch role {
    case .kafka(let home):
      process.environment["KAFKA_HOME"] = home
      process.environment["KAFKA_HEAP_OPTS"] = programs.heapOptions
      process.environment["LOG_DIR"] = process.environment["LOG_DIR"] ?? "\(root)/logs"
      let kafka = java.kafka(process.environment["KAFKA_OPTS"] ?? "")
      missing = kafka.missingPort
      let options = kafka.options + java.remoteManagement(process.environment)
      process.environment["KAFKA_OPTS"] = options
      if isBuiltIn(role), let builtIn = programs.builtInKafka {
        for (name, value) in builtIn.environment { process.environment[name] = value }
        resolveBySystem(&process)
      }
      if let archives = programs.classDataArchives {
        // Archives are named after classes, which both Kafkas have.
        let isOther = home == programs.kafka3Home && home != programs.kafkaHome
        process.environment["KAFKA_CDS"] = isOther ? "\(archives)/kafka-3" : archives
        // An archive that is written, or read, beside an agent of Java needs leave to be.
        process.environment["KAFKA_OPTS"] =
          "-XX:+UnlockDiagnosticVMOptions -XX:+AllowArchivingWithJavaAgent " + options
      }
    case .envoy: resolveBySystem(&process)
    case .agent: prepareAgent(&process)
    case .command:
      resolveBySystem(&process)
      let others = process.environment["JAVA_TOOL_OPTIONS"].map { " " + $0 } ?? ""
      process.environment["JAVA_TOOL_OPTIONS"] = java.names + others
    case .leftOut: break
    }
    return missing
  }

  /// The agent sees the processes of the whole machine: it is told which are its pod's.
  private func prepareAgent(_ process: inout ContainerProcess) {
    process.environment["KAFKA_PROCESS"] = "\(place.folder)/"
    if programs.jmxExporter == nil { process.environment["METRICS_PORT"] = nil }
  }

  /// What the manifest calls the volumes, for the start script's messages; nil without volumes that stay.
  private func volumeNames(_ container: Container, _ paths: ContainerPaths) -> String? {
    var lines: [String] = []
    for mount in container.volumeMounts {
      guard let volume = pod.spec?.volumes.first(where: { $0.name == mount.name }),
        volume.persistentVolumeClaim != nil, let path = paths.host(of: mount.mountPath)
      else { continue }
      lines.append("\(path)=\(mount.mountPath)")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// Lets the system's resolver know the sandbox's names.
  private func resolveBySystem(_ process: inout ContainerProcess) {
    guard let library = programs.nssWrapper else { return }
    let others = process.environment["LD_PRELOAD"].map { " " + $0 } ?? ""
    process.environment["LD_PRELOAD"] = library + others
    process.environment["NSS_WRAPPER_HOSTS"] = place.hostsFile
  }

  private func securityFile(_ root: String) -> String { "\(root)/java.security" }

  private func rewritten(_ text: String, paths: ContainerPaths) -> String {
    LoopbackAddresses.rewritten(paths.rewritten(text), to: place.address)
  }

  /// Whether a container runs the built-in broker in Kafka's place.
  private func isBuiltIn(_ role: ContainerRole) -> Bool {
    if case .kafka(let home) = role { return home == programs.builtInKafka?.home }
    return false
  }

  private func mayBeJava(_ role: ContainerRole) -> Bool {
    switch role {
    case .kafka, .command: true
    case .envoy, .agent, .leftOut: false
    }
  }

  private func isEnvoy(_ role: ContainerRole) -> Bool {
    if case .envoy = role { return true }
    return false
  }
}
