import type { Messages } from "@/lib/messages/translator";

/** Every text on screen in Korean; the words of the field are those of ARCHITECTURE.md, "Languages". */
export const ko: Messages = {
  "app.description": "이미지를 차례로 이어서 편집하는 모델을 위한 스튜디오입니다.",
  "app.broke": "이 페이지에서 오류가 났습니다",
  "app.brokeKept": "입력한 내용과 만든 이미지는 그대로 있습니다. 진행 중이던 테이크도 계속됩니다.",
  "app.brokeDigest": "서버 로그의 번호: {digest}",
  "app.nothingHere": "여기에는 아무것도 없습니다",
  "app.nothingHereWhy": "주소를 잘못 입력했거나, 이 주소에 있던 것이 삭제되었습니다.",
  "app.openStudio": "스튜디오 열기",
  "app.library": "보관함",

  "enter.title": "들어가기",
  "enter.code": "접속 코드",
  "enter.codeHint": "이 스튜디오의 운영자에게서 받은 코드입니다. 한 달 동안 쿠키에 저장됩니다.",
  "enter.wrongCode": "이 스튜디오의 접속 코드가 아닙니다.",
  "enter.tooManyTries": "시도 횟수가 너무 많습니다. {count}분 뒤에 다시 시도하세요.",
  "enter.enter": "들어가기",
  "enter.leave": "나가기",
  "enter.hereAs": "들어온 이름: {name}",
  "enter.noCookie": "이 스튜디오는 내 세션과 다른 사람의 세션을 쿠키로 구분하는데, 브라우저가 쿠키를 저장하지 않았습니다.",
  "enter.allowCookies": "이 주소의 쿠키를 허용한 다음 다시 시도하세요.",

  "header.engine": "엔진",
  "header.demoEngine": "데모 엔진",
  "header.demoIsFree": "{demo} 무료이며 이 컴퓨터에서 실행됩니다.",
  "header.tokenMakes": "서버에 RUNCOMFY_TOKEN을 설정하면 {model} 모델로 이미지를 만듭니다.",
  "header.noPriceYet": "RunComfy에서 {model} 모델로 이미지를 만듭니다. 가격은 아직 확인되지 않았습니다.",
  "header.priceEach": "RunComfy에서 {model} 모델로 이미지를 만듭니다. 한 장에 {price}입니다.",
  "header.spentToday": "오늘 {cap} 중 {spent} 사용",
  "header.theme": "테마",
  "header.theme.system": "시스템 설정에 맞춤",
  "header.theme.light": "밝게",
  "header.theme.dark": "어둡게",
  "header.language": "언어",

  "ui.cancel": "취소",
  "ui.dismiss": "닫기",
  "ui.tryAgain": "다시 시도",

  "version.newVersion": "스튜디오의 새 버전이 있습니다. 초안은 저장되어 있습니다.",
  "version.partMissing": "페이지의 일부를 불러오지 못했습니다. 초안은 저장되어 있습니다.",
  "version.reload": "새로고침",
};
