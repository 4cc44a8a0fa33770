import CommandLine

Deskferry.start()
