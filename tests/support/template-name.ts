export const TEMPLATE = "toile_template";
