// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "deskferry",
    products: [
        .executable(name: "deskferry", targets: ["deskferry"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries: module maps and shim headers, no logic.
        .systemLibrary(
            name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/System/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", path: "Sources/System/CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        // Only the tests use it: the oracle for our reader of XLS.
        .systemLibrary(
            name: "CFreeXL", path: "Sources/System/CFreeXL", pkgConfig: "freexl",
            providers: [.apt(["libfreexl-dev"])]),
        .target(name: "CIconv", path: "Sources/System/CIconv"),

        // The rooms of the house; docs/ARCHITECTURE.md shows who may import whom.
        .target(name: "Tables", dependencies: ["CZlib", "CIconv", "CCrypto"]),
        .target(name: "CSV", dependencies: ["Tables"]),
        .target(name: "VCard", dependencies: ["Tables"]),
        .target(name: "Spreadsheets", dependencies: ["Tables", "CZlib", "CLibXML2", "CXlsxWriter"]),
        .target(name: "HelpDesk", dependencies: ["Tables"]),
        .target(name: "Mapping", dependencies: ["Tables", "HelpDesk", "Yams"]),
        .target(name: "Validation", dependencies: ["Tables", "HelpDesk"]),
        .target(
            name: "Storage",
            dependencies: ["Tables", "HelpDesk", "CSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Reporting", dependencies: ["Tables", "HelpDesk", "Spreadsheets"]),
        .target(
            name: "Pipeline",
            dependencies: [
                "Tables", "CSV", "Spreadsheets", "VCard", "HelpDesk", "Mapping", "Validation", "Storage", "Reporting",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "CommandLine",
            dependencies: [
                "Pipeline", "Reporting", "HelpDesk", "Tables",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(name: "deskferry", dependencies: ["CommandLine"]),

        .testTarget(name: "CSVTests", dependencies: ["CSV", "Tables", "CZlib"]),
        .testTarget(
            name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "Tables", "CZlib", "CFreeXL"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "MappingTests", dependencies: ["Mapping", "Tables", "HelpDesk", "Spreadsheets", "Yams"],
            exclude: ["Fixtures"]),
        .testTarget(name: "VCardTests", dependencies: ["VCard", "Tables"]),
        .testTarget(name: "ValidationTests", dependencies: ["Validation", "Tables", "HelpDesk"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Spreadsheets", "Tables", "HelpDesk", "CIconv"]),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "HelpDesk", "Tables", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Storage", "Reporting", "Spreadsheets", "CSV", "Mapping", "HelpDesk", "Tables",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"]),
        // Every preset with a file of its system; the fast half of its tests is in MappingTests.
        .testTarget(name: "PresetsTests", dependencies: ["Pipeline", "Storage", "Reporting", "HelpDesk", "Tables"]),
        // Runs the real program, so it imports nothing of it.
        .testTarget(name: "CommandTests", exclude: ["Fixtures"]),
        .testTarget(name: "SamplesTests", dependencies: ["Pipeline", "Tables", "Reporting"]),
    ],
    swiftLanguageModes: [.v6]
)
