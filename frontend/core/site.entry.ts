/** On every page: the sheet, the icons, the small behaviours. */
import "./css/index.css";
import "../dist/generated/icons.svg?url&no-inline";
import "./mark.svg?url&no-inline";
