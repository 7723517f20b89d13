/** Inside the frame, which has the page's main. */
export { NothingHere as default } from "../_ui/nothing-here";
