from rondom.cli import main

main()
