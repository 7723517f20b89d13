import { configure } from "@testing-library/react";

// Its own second is too short where other suites share the cores.
configure({ asyncUtilTimeout: 20_000 });
