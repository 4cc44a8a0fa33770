import CommandLine

Deskferry.main()
